export { defaultContract } from './default';
export { defineContract, mergeContract, type ContractOverrides } from './merge';
export { defaultRegistry, fillPath, parseRegistry, type Route } from './registry';
export type { Contract, Credential, Method, Probe, Refusal } from './schema';
export { scenarioIds, scenarios, type ScenarioId } from './scenarios';
export { suggest } from './suggest';
export {
  bodyWith,
  shapesOf,
  unwrap,
  valueAt,
  type CreatedKey,
  type OwnValues,
  type Profile,
  type Shape,
} from './shapes';
