import type { Answer } from '../gateway/answer';
import { Refusal } from '../functions/shared/refusal';
import { inGroup } from './fault';
import { changed, changeRefusals, changeResponses } from './parts';

/** The refusals that the functions answer with. */
const refusals = ['AC6', 'AC12', 'AC14'];

export const errorFaults = inGroup('errors', [
  {
    name: 'errors-without-request-id',
    defect: "The functions' errors have no requestId.",
    cause: "The error handler was moved out of the function, where the gateway's event is not at hand.",
    fails: refusals,
    mutate: (template) => {
      changeResponses(template, (responses) => ({
        refusal: (refused) => responses.refusal(refused, ''),
      }));
    },
  },
  {
    name: 'errors-without-message',
    defect: "The functions' errors have an empty message.",
    cause: 'Messages come from a catalogue of translations that was not deployed along.',
    fails: refusals,
    mutate: (template) => {
      changeRefusals(template, () => ({ message: '' }));
    },
  },
  {
    name: 'success-with-the-wrong-content-type',
    defect: 'Successes are sent as plain text.',
    cause: 'The handler sets no content type, and something on the way fills in its own.',
    fails: ['AC1', 'AC5', 'AC11', 'AC13'],
    mutate: (template) => {
      changeResponses(template, (responses) => ({
        success: (status, data) => {
          const result = responses.success(status, data);
          return { ...result, headers: { ...result.headers, 'Content-Type': 'text/plain' } };
        },
      }));
    },
  },
  {
    name: 'admin-role-not-required',
    defect: 'Anybody can create an invite code.',
    cause: 'The check of the role was left to a screen that only admins see.',
    fails: ['AC9'],
    mutate: ({ parts }) => {
      parts['invite-codes'].requireAdmin = () => undefined;
    },
  },
  {
    name: 'list-redirected',
    defect: 'A route answers with a redirect to a path that the gateway does not have.',
    cause: "The function's framework sends on to the path with a slash at its end.",
    fails: ['AC9'],
    mutate: ({ parts }) => {
      parts['invite-codes'].inviteCodes = changed(parts['invite-codes'].inviteCodes, () => ({
        list: () => Promise.reject(new Refusal(308, 'NOT_FOUND', 'Moved', { Location: '/users/invite-codes/' })),
      }));
    },
  },
  {
    name: 'page-from-the-cdn',
    defect: 'Something in front of the gateway answers every request with its HTML page.',
    cause: 'The path of the API is missing in the distribution, whose default is the web application.',
    fails: Array.from({ length: 14 }, (_, at) => `AC${at + 1}`),
    mutate: ({ edge }) => {
      edge.intercept = () => page;
    },
  },
  {
    name: 'errors-replaced-by-the-cdn',
    defect: "Something in front of the gateway replaces the API's 403 and 404 with its HTML page.",
    cause: 'The distribution answers unknown paths with the web application, and its rule holds for the API, too.',
    fails: ['AC6', 'AC9'],
    mutate: ({ edge }) => {
      edge.errorPages = { 403: page, 404: page };
    },
  },
]);

const page: Answer = {
  status: 200,
  headers: { 'Content-Type': 'text/html; charset=utf-8' },
  body: '<!doctype html><html><head><title>App</title></head><body><div id="root"></div></body></html>',
};
