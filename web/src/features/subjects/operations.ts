import { graphql } from "../../api/graphql";

const DaysParts = graphql(`fragment DaysParts on Days { since sinceLatest sinceKnown until untilLatest untilKnown ended }`);
const MaskedParts = graphql(`fragment MaskedParts on Masked { field reason textZh textEn }`);

const PostParts = graphql(
  `fragment PostParts on PositionConnection {
    masked { ...MaskedParts }
    pageInfo { hasNextPage }
    edges { node {
      id tenure disputed roleText
      position { code nameZh nameEn }
      days { ...DaysParts }
      holder { __typename id name }
      organization { id name }
    } }
  }`,
  [DaysParts, MaskedParts],
);

const HoldingParts = graphql(
  `fragment HoldingParts on HoldingConnection {
    masked { ...MaskedParts }
    pageInfo { hasNextPage }
    edges { node {
      id capacity means shareMin shareMax shareKnown tenure
      days { ...DaysParts }
      holder { __typename id name }
      organization { id name }
    } }
  }`,
  [DaysParts, MaskedParts],
);

const RecordParts = graphql(
  `fragment RecordParts on CreditRecordConnection {
    masked { ...MaskedParts }
    pageInfo { hasNextPage }
    edges { node {
      id origin name number authority state stage since sinceKnown left disputed
      trigger { nameZh nameEn }
    } }
  }`,
  [MaskedParts],
);

const RestrictionParts = graphql(
  `fragment RestrictionParts on RestrictionConnection {
    masked { ...MaskedParts }
    pageInfo { hasNextPage }
    edges { node {
      id effect outcome state since lastBarredDay possibleSince possibleLastDay stale
      measure { nameZh nameEn document { title } }
      path { byFinding role { nameZh nameEn } organization { id name } }
    } }
  }`,
  [MaskedParts],
);

const SubjectParts = graphql(
  `fragment SubjectParts on Subject {
    id name formerNames kind source recordedAt disputed
    masked { ...MaskedParts }
    positions(choice: ALL, first: 50) { ...PostParts }
    holdings(choice: ALL, first: 50) { ...HoldingParts }
    records(first: 50) { ...RecordParts }
    restrictions(first: 50) { ...RestrictionParts }
  }`,
  [MaskedParts, PostParts, HoldingParts, RecordParts, RestrictionParts],
);

export const SubjectById = graphql(
  `query SubjectById($id: ID!, $asOf: Date) {
    subject(id: $id, asOf: $asOf) {
      __typename
      ... on Organization {
        ...SubjectParts
        uscc legalForm orgKinds region listed stateCapital supervisingOrgan status statusSince established stockCode
        holders(choice: ALL, first: 50) { ...PostParts }
        owners(choice: ALL, first: 50) { ...HoldingParts }
      }
      ... on Person { ...SubjectParts birthYear identified numberMasked qualifications }
      ... on Failure { code path textZh textEn }
    }
  }`,
  [SubjectParts, PostParts, HoldingParts],
);
