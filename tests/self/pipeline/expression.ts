import { data, Evaluator, Lexer, Parser, wellKnownFunctions } from '@actions/expressions';

/** What expressions are about: `{ matrix: { shard: 1 }, … }`. */
export type Contexts = Record<string, Values>;
type Values = { [name: string]: string | number | boolean | Values };

/** The functions of a condition that ask how the job is going. */
const statusFunctions = ['success', 'failure', 'always', 'cancelled'] as const;

/** A text with `${{ … }}` in it, as GitHub fills it in. Source: GitHub's own library. */
export function filled(text: string, contexts: Contexts): string {
  return text.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) =>
    evaluated(expression, contexts, true).coerceString(),
  );
}

/** Whether a step or a job is to be run; a condition that doesn't ask how the job is going holds only while nothing has failed. */
export function holds(condition: string | undefined, contexts: Contexts, succeeding: boolean): boolean {
  const expression = (condition ?? 'success()').replace(/^\$\{\{|\}\}$/g, '');
  const asks = statusFunctions.some((name) => expression.includes(`${name}(`));
  if (!asks && !succeeding) return false;
  return Boolean(
    evaluated(expression, contexts, succeeding)
      .coerceString()
      .match(/^(?!false$|0$|$)/),
  );
}

function evaluated(expression: string, contexts: Contexts, succeeding: boolean): data.ExpressionData {
  const answers = { success: succeeding, failure: !succeeding, always: true, cancelled: false };
  const functions = statusFunctions.map((name) => ({
    ...{ name, minArgs: 0, maxArgs: 0 },
    call: () => new data.BooleanData(answers[name]),
  }));
  const parser = new Parser(new Lexer(expression).lex().tokens, Object.keys(contexts), [
    ...functions,
    ...Object.values(wellKnownFunctions),
  ]);
  const context = dictionary(contexts);
  return new Evaluator(parser.parse(), context, new Map(functions.map((each) => [each.name, each]))).evaluate();
}

function dictionary(values: Values): data.Dictionary {
  return new data.Dictionary(...Object.entries(values).map(([key, value]) => ({ key, value: dataOf(value) })));
}

function dataOf(value: Values[string]): data.ExpressionData {
  if (typeof value === 'object') return dictionary(value);
  if (typeof value === 'boolean') return new data.BooleanData(value);
  return typeof value === 'number' ? new data.NumberData(value) : new data.StringData(value);
}
