import { z } from '../../zod';
import type { HttpEvent } from '../../lambda/http-events';
import type { FunctionCode } from '../../lambda/runtime';
import { createGuard, sessionParts } from '../sessions/guard';
import type { Session, SessionParts } from '../sessions/guard';
import type { Part } from '../shared/api-function';
import { bodyOf, httpFunction, httpFunctionParts, jsonResult } from '../shared/http-function';
import type { HttpFunctionParts } from '../shared/http-function';
import { Refusal } from '../shared/refusal';
import { parseJson, validated } from '../shared/validation';
import { exercises } from './catalogue';
import type { Catalogue } from './catalogue';
import { createEntries } from './entries';
import type { Entries, Entry } from './entries';
import { exerciseOf } from './exercises';

/** Whose progress a request is about. */
export type OwnerOf = (session: Session, event: HttpEvent) => string;

export interface ProgressParts extends HttpFunctionParts, SessionParts {
  catalogue: Part<Catalogue>;
  entries: Part<Entries>;
  readerOf: OwnerOf;
  writerOf: OwnerOf;
  /** Refuses a body that does not say that this exercise is solved. */
  checkBody: (body: string | null, exerciseId: string) => void;
  /** Refuses what is no exercise. */
  checkExercise: (catalogue: Catalogue, exerciseId: string) => void;
  present: (entry: Entry) => object;
}

export const progressParts: ProgressParts = {
  ...httpFunctionParts,
  ...sessionParts,
  catalogue: () => exercises,
  entries: createEntries,
  readerOf: ({ userId }) => userId,
  writerOf: ({ userId }) => userId,
  checkBody: checkSolution,
  checkExercise: (catalogue, exerciseId) => void exerciseOf(catalogue(), exerciseId),
  present: ({ exerciseId, attempts, completedAt }) => ({ exerciseId, attempts, completedAt }),
};

/** GET /progress, DELETE /progress/{id} and POST /exercises/{id}/verify */
export function progressFunction(parts: ProgressParts = progressParts): FunctionCode<HttpEvent> {
  return httpFunction(parts, (environment, aws) => {
    const guard = createGuard(parts, environment, aws);
    const catalogue = parts.catalogue(environment, aws);
    const entries = parts.entries(environment, aws);
    return {
      'GET /progress': async (call) => {
        const session = await guard.session(call);
        const own = await entries.list(parts.readerOf(session, call.event));
        return jsonResult(200, own.map(parts.present));
      },

      'DELETE /progress/{id}': async (call) => {
        const session = await guard.sessionForChange(call);
        await entries.remove(parts.writerOf(session, call.event), idIn(call.event));
        return { statusCode: 204 };
      },

      'POST /exercises/{id}/verify': async (call) => {
        const session = await guard.sessionForChange(call);
        const exerciseId = idIn(call.event);
        parts.checkExercise(catalogue, exerciseId);
        parts.checkBody(bodyOf(call.event), exerciseId);
        const entry = await entries.solved(parts.writerOf(session, call.event), exerciseId, call.nowMs);
        return jsonResult(200, parts.present(entry));
      },
    };
  });
}

const solution = z.strictObject({ id: z.string().min(1), completed: z.literal(true) });

function checkSolution(body: string | null, exerciseId: string): void {
  const { id } = validated(solution, parseJson(body));
  if (id !== exerciseId) throw new Refusal(400, 'VALIDATION_ERROR', "id: is not the path's");
}

function idIn({ pathParameters }: HttpEvent): string {
  return pathParameters?.['id'] ?? '';
}
