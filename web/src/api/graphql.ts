import { initGraphQLTada } from "gql.tada";
import type { introspection } from "./graphql-env";

/** Writes a document whose answer has the types of the schema. */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: { Date: string; DateTime: string };
}>();

export type { ResultOf, VariablesOf } from "gql.tada";
