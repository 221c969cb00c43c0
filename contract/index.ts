export { defaultContract } from './default';
export type { ContractDiagnosis } from './diagnoses';
export { defineContract, mergeContract, type ContractOverrides } from './merge';
export { defaultRegistry, fillPath, parseRegistry, type Route } from './registry';
export type { Contract, Credential, Method, Probe, Refusal } from './schema';
export { scenarioIds, scenarios, scenariosOf, suiteNames, suites, type ScenarioId, type SuiteName } from './scenarios';
export { likelyCause } from './signup/causes';
export type { RequestTemplate, SignupContract } from './signup/schema';
export {
  ES256,
  signupShapesOf,
  type CreationOptions,
  type Registered,
  type RequestOptions,
  type SignupShapes,
} from './signup/shapes';
export { fill, fillText, namesIn, type TemplateValues } from './template';
export { progressShapesOf, type Member, type ProgressEntry, type ProgressShapes } from './progress/shapes';
export type { ProgressContract, SessionCarrier } from './progress/schema';
export { sessionsShapesOf, type Account, type Post, type SessionsShapes } from './sessions/shapes';
export type { Denial, SessionsContract, SessionsRequest } from './sessions/schema';
export type { Carrier, EventShape, RealtimeContract } from './realtime/schema';
export { suggest } from './suggest';
export { bodyWith, shapesOf, unwrap, type CreatedKey, type OwnValues, type Profile, type Shape } from './shapes';
export { valueAt } from './value';
