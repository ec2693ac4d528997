import { graphql } from "../../api/graphql";

const DayParts = graphql(`fragment DayParts on Day { earliest latest }`);

const GroundParts = graphql(
  `fragment GroundParts on GroundType {
    measure version nameZh nameEn document documentTitle articles force conditionKind effect state
    from lastBarredDay possibleFrom possibleUntil end
    inOffice inOfficeTextZh competentAuthority textZh textEn
    item {
      id origin name number authority subjectId subjectName disputed missing
      decided { ...DayParts } effective { ...DayParts } entered { ...DayParts } left { ...DayParts }
    }
    path {
      role finding
      post { factId position organizationId organizationName ended disputed since { ...DayParts } until { ...DayParts } }
    }
    unknowns { code subject textZh textEn settledByZh settledByEn }
    waysOut { kind on textZh textEn }
    proof { step code textZh textEn }
  }`,
  [DayParts],
);

export const VerdictParts = graphql(
  `fragment VerdictParts on OfficeVerdict {
    verdict conditionKind effect asOf knownAsOf personId position bodyId competentAuthority
    meanwhile { code textZh textEn clause }
    grounds { ...GroundParts }
    unknowns { code subject textZh textEn settledByZh settledByEn }
    endsOn
    waysOut { kind on textZh textEn }
    notChecked { trigger outside textZh textEn closedByZh closedByEn }
    coverage { source trigger region since until loadedAt }
    notes { code textZh textEn }
    proof { step code textZh textEn }
    lawVersion kernelVersion textZh textEn
  }`,
  [GroundParts],
);

export const AskOffice = graphql(
  `query AskOffice($input: OfficerEligibilityInput!, $asOf: Date) {
    officerEligibility(input: $input, asOf: $asOf) {
      __typename
      ... on OfficeVerdict { ...VerdictParts answerId digest }
      ... on Failure { code path textZh textEn }
    }
  }`,
  [VerdictParts],
);

export const AskOffices = graphql(`
  query AskOffices($inputs: [OfficerEligibilityInput!]!, $asOf: Date) {
    officerEligibilities(inputs: $inputs, asOf: $asOf) {
      __typename
      ... on OfficeVerdict {
        verdict conditionKind effect asOf endsOn answerId personId
        grounds { nameZh nameEn documentTitle lastBarredDay }
        unknowns { textZh textEn }
      }
      ... on Failure { code path textZh textEn }
    }
  }
`);

export const AnswerById = graphql(`
  query AnswerById($id: ID!) {
    answer(id: $id) {
      __typename
      ... on KeptAnswer {
        id caseRef keptAt asOf knownAsOf body digest lawVersion kernelVersion
        recompute { same lawChanged failure differences { path } }
      }
      ... on SealedAnswer { id textZh textEn }
      ... on Failure { code path textZh textEn }
    }
  }
`);

export const OfficeTypes = graphql(`
  query OfficeTypes { officeTypes(first: 100) { edges { node { code nameZh nameEn } } } }
`);

export const PeopleOfName = graphql(`
  query PeopleOfName($text: String!, $asOf: Date, $after: String) {
    searchSubjects(text: $text, kind: PERSON, first: 20, after: $after, asOf: $asOf) {
      __typename
      ... on SearchResult {
        pageInfo { hasNextPage endCursor }
        edges { node { subject {
          __typename id name formerNames disputed
          masked { field textZh textEn }
          ... on Person {
            birthYear identified numberMasked
            positions(choice: ALL, first: 6) {
              pageInfo { hasNextPage }
              edges { node { id tenure position { nameZh nameEn } organization { id name } } }
            }
          }
        } } }
      }
      ... on Failure { code path textZh textEn }
    }
  }
`);

export const BodiesOfName = graphql(`
  query BodiesOfName($text: String!, $asOf: Date) {
    searchSubjects(text: $text, first: 20, asOf: $asOf) {
      __typename
      ... on SearchResult { edges { node { subject { __typename id name ... on Organization { uscc status formerNames } } } } }
      ... on Failure { code path textZh textEn }
    }
  }
`);

export const BodyOfNumber = graphql(`
  query BodyOfNumber($uscc: String!, $asOf: Date) {
    organization(uscc: $uscc, asOf: $asOf) {
      __typename
      ... on Organization { id name uscc status formerNames }
      ... on Failure { code path textZh textEn }
    }
  }
`);

export const NameOfSubject = graphql(`
  query NameOfSubject($id: ID!) {
    subject(id: $id) {
      __typename
      ... on Organization { id name uscc }
      ... on Person { id name birthYear numberMasked }
      ... on Failure { code path textZh textEn }
    }
  }
`);

export const DocumentOfLaw = graphql(`
  query DocumentOfLaw($document: String!) {
    measures(document: $document, first: 1) {
      edges { node { document { code title number effective until region textSeen level { nameZh nameEn } } } }
    }
  }
`);
