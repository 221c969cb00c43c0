import { mergeContract, type Contract, type ContractOverrides } from '../../../contract';

/** The default contract with some overrides, as a contract file would make it. */
export function contractWith(overrides: ContractOverrides = {}): Contract {
  const merged = mergeContract(overrides);
  if ('problems' in merged) throw new Error(merged.problems.join('\n'));
  return merged.contract;
}
