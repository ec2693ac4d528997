const KEPT = new Set(
  ["theme", "visiblePlugin", "docExplorerFlex", "editorFlex", "secondaryEditorFlex"].map(
    (name) => `graphiql:${name}`,
  ),
);

/**
 * A storage whose browser half remembers how the page looks and nothing else: questions, variables and headers carry
 * citizens' numbers and credentials, so they live until the page is closed and are never written to disk.
 */
export class AppearanceOnly {
  readonly #written = new Map<string, string>();
  readonly #browser: Storage;

  constructor(browser: Storage) {
    this.#browser = browser;
  }

  get length(): number {
    return this.#written.size;
  }

  getItem(key: string): string | null {
    return KEPT.has(key) ? this.#browser.getItem(key) : (this.#written.get(key) ?? null);
  }

  setItem(key: string, value: string): void {
    if (KEPT.has(key)) this.#browser.setItem(key, value);
    else this.#written.set(key, value);
  }

  removeItem(key: string): void {
    this.#browser.removeItem(key);
    this.#written.delete(key);
  }

  clear(): void {
    for (const key of KEPT) this.#browser.removeItem(key);
    this.#written.clear();
  }
}
