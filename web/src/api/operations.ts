import { graphql } from "./graphql";

export const WhoAmI = graphql(`
  query WhoAmI { viewer { callerId name role roles regions purpose strong keyExpires } }
`);
