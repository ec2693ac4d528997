/** A number as a page or a list may show it. */
export function masked(number: string): string {
  return `***${number.slice(-4)}`;
}
