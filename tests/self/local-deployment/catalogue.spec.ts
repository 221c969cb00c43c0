import { scenarioIds } from '../../../contract';
import { faults, weathers } from '../../../local-deployment/faults';
import type { DeploymentTemplate } from '../../../local-deployment';
import { parseOptions } from '../../../local-deployment/options';
import { buildTemplate } from '../../../local-deployment/template/build';
import { expect, test } from '@playwright/test';

const entries = [...faults, ...weathers];
const known: readonly string[] = scenarioIds;

test('names are unique and in kebab-case', () => {
  const names = entries.map(({ name }) => name);

  expect(names.filter((name) => !/^[a-z]+(-[a-z]+)*$/.test(name))).toEqual([]);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
});

test('every text is one sentence', () => {
  const texts = [
    ...faults.flatMap(({ defect, cause }) => [defect, cause]),
    ...weathers.map(({ condition }) => condition),
  ];

  expect(texts.filter((text) => !/^[A-Z0-9][^.\n]*(\.\w[^.\n]*)*\.$/.test(text))).toEqual([]);
});

test('no two faults have the same defect', () => {
  const defects = faults.map(({ defect }) => defect);

  expect(defects.filter((defect, at) => defects.indexOf(defect) !== at)).toEqual([]);
});

test('every fault names the scenarios that must fail, in order, or what the run ends with', () => {
  const wrong = faults.filter(({ fails, refusedOver, told }) => {
    const inOrder = known.filter((id) => fails.includes(id));
    return (
      (fails.length === 0) !== (refusedOver !== undefined || told !== undefined) || inOrder.join() !== fails.join()
    );
  });

  expect(wrong.map(({ name, fails }) => `${name}: ${fails.join()}`)).toEqual([]);
});

test('every scenario is failed by at least one fault', () => {
  const failed = new Set(faults.flatMap(({ fails }) => fails));

  expect(known.filter((id) => !failed.has(id))).toEqual([]);
});

test('what is flaky under a weather is a scenario', () => {
  const named = weathers.flatMap(({ flaky }) => (flaky === undefined || flaky === 'one' ? [] : flaky));

  expect(named.filter((id) => !known.includes(id))).toEqual([]);
});

test('what is changed in one template reaches no other', () => {
  const before = shared(buildTemplate(parseOptions({})));
  for (const fault of faults) fault.mutate(buildTemplate(parseOptions({})));
  for (const weather of weathers) weather.mutate?.(buildTemplate(parseOptions({})));

  expect(shared(buildTemplate(parseOptions({})))).toEqual(before);
});

/** What all templates have in common: no ids, and no code that is made anew for each. */
function shared({ parts, routes, preflights, gatewayResponses, authorizer, functions, tables }: DeploymentTemplate) {
  const declared = [authorizer.function, ...Object.values(functions)].map(({ environment, role, invocableFrom }) => ({
    // Each deployment signs with a key of its own.
    environment: { ...environment, SIGNUP_SIGNING_KEY: undefined },
    role,
    invocableFrom,
  }));
  return { parts, routes, preflights, gatewayResponses, declared, tables };
}
