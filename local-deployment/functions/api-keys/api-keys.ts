import { z } from '../../zod';
import type { ProxyEvent } from '../../lambda/events';
import type { FunctionCode } from '../../lambda/runtime';
import { apiFunction, commonParts } from '../shared/api-function';
import type { CommonParts, Part } from '../shared/api-function';
import { required, requiredNumber, requiredSwitch } from '../shared/environment';
import { Refusal, rateLimited } from '../shared/refusal';
import { parseJson, validated } from '../shared/validation';
import { createApiKey } from './api-key';
import type { ApiKey } from './api-key';
import { createCreationBudget } from './creation-budget';
import type { CreationBudget } from './creation-budget';
import { listAll, listPage } from './list';
import { createKeyRepository } from './repository';
import type { KeyRepository } from './repository';

export interface ApiKeysParts extends CommonParts {
  keys: Part<KeyRepository>;
  budget: Part<CreationBudget>;
  /** A key as its owner sees it in the list. */
  present: (key: ApiKey) => object;
  /** A new key in the answer to its creation, to which the secret is added. */
  presentNew: (key: ApiKey) => object;
}

const present = ({ id, name, scopes, createdAt }: ApiKey) => ({
  id,
  ...(name !== undefined && { name }),
  scopes,
  createdAt,
});

export const apiKeysParts: ApiKeysParts = {
  ...commonParts,
  keys: createKeyRepository,
  budget: createCreationBudget,
  present,
  presentNew: present,
};

/** POST and GET /users/api-keys, DELETE /users/api-keys/{id} */
export function apiKeysFunction(parts: ApiKeysParts = apiKeysParts): FunctionCode<ProxyEvent> {
  return apiFunction(parts, (environment, aws) => {
    const keys = parts.keys(environment, aws);
    const budget = parts.budget(environment, aws);
    const scopes = parts.scopes(environment, aws);
    const creation = creationRequest(scopes.known, requiredSwitch(environment, 'KEY_NAME_REQUIRED'));
    const secretField = required(environment, 'SECRET_FIELD');
    const pageSize = requiredNumber(environment, 'PAGE_SIZE');
    return {
      'POST /users/api-keys': async ({ event, principal, user, nowMs }) => {
        scopes.requireFull(principal);
        const request = validated(creation, parseJson(event.body));
        const grant = await budget.take(user.userId, nowMs);
        if (!grant.granted) throw rateLimited(grant.retryAfterSeconds, 'Too many API keys created in this hour');

        const { key, keyValue } = createApiKey({ ...request, userId: user.userId, nowMs });
        await keys.add(key, keyValue);
        return { status: 201, data: { ...parts.presentNew(key), [secretField]: keyValue } };
      },

      'GET /users/api-keys': async ({ event, principal, user }) => {
        scopes.requireFull(principal);
        const data =
          pageSize > 0
            ? await listPage(keys, event, user.userId, pageSize, parts.present)
            : (await listAll(keys, user.userId)).map(parts.present);
        return { status: 200, data };
      },

      'DELETE /users/api-keys/{id}': async ({ event, principal, user, nowMs }) => {
        scopes.requireFull(principal);
        const removed = await keys.remove(user.userId, event.pathParameters?.['id'] ?? '', nowMs);
        if (!removed) throw new Refusal(404, 'NOT_FOUND', 'There is no such API key');
        return { status: 204 };
      },
    };
  });
}

function creationRequest(known: readonly string[], nameRequired: boolean) {
  const name = z.string().min(1).max(100);
  return z.strictObject({
    scopes: z.array(z.enum(known)).min(1),
    name: nameRequired ? name : name.optional(),
  });
}
