import type { HttpEvent } from '../../lambda/http-events';
import type { FunctionCode } from '../../lambda/runtime';
import type { Part } from '../shared/api-function';
import { httpFunction, httpFunctionParts, jsonResult } from '../shared/http-function';
import type { HttpFunctionParts } from '../shared/http-function';
import { Refusal } from '../shared/refusal';
import { exercises } from './catalogue';
import type { Catalogue, Exercise } from './catalogue';

export interface ExercisesParts extends HttpFunctionParts {
  catalogue: Part<Catalogue>;
  /** One of the list, or refuses. */
  find: Part<(all: readonly Exercise[], id: string) => Exercise>;
}

export const exercisesParts: ExercisesParts = {
  ...httpFunctionParts,
  catalogue: () => exercises,
  find: () => exerciseOf,
};

/** GET /exercises and GET /exercises/{id}, for anybody. */
export function exercisesFunction(parts: ExercisesParts = exercisesParts): FunctionCode<HttpEvent> {
  return httpFunction(parts, (environment, aws) => {
    const all = parts.catalogue(environment, aws);
    const find = parts.find(environment, aws);
    return {
      'GET /exercises': () => Promise.resolve(jsonResult(200, all())),
      'GET /exercises/{id}': ({ event }) =>
        Promise.resolve(jsonResult(200, find(all(), event.pathParameters?.['id'] ?? ''))),
    };
  });
}

export function exerciseOf(all: readonly Exercise[], id: string): Exercise {
  const found = all.find((exercise) => exercise.id === id);
  if (!found) throw new Refusal(404, 'NOT_FOUND', 'There is no such exercise');
  return found;
}
