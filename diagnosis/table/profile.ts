import { functionLog } from '../commands';
import type { Entry } from '../entry';

/** Profiles: whose they are, what they hold, how they change. */
export const profile: readonly Entry[] = [
  {
    id: 'profile-of-another-user',
    cause:
      "a valid JWT is answered with another user's profile: users are found by something that is not unique, such as the e-mail address",
    next: ["find users by the token's sub, and look for two accounts with one address"],
    command: functionLog,
    where: { scenarios: ['AC1'], says: /\w*id is "\S+", not "/i, status: /^2/ },
  },
  {
    id: 'key-of-another-user',
    cause: 'an API key stands for another user than its owner: the look-up joins keys and users wrongly',
    next: ['look at how the authorizer gets from the key to its user'],
    command: functionLog,
    where: { scenarios: ['AC5'], says: /\w*id is "\S+", not "/i, status: /^2/ },
    passed: ['AC1'],
  },
  {
    id: 'profile-lacks-a-field',
    cause:
      'profiles have no {1}: the record was made without it (a token has no claim for it unless one is configured), or the field has another name',
    next: [
      'look at the record, and at what fills it; or name the field in profile.fields, or as profile.optional, in the contract',
    ],
    command: functionLog,
    where: { scenarios: ['AC1', 'AC5'], status: /^2/, says: /- ([\w.]+) is missing/ },
  },
  {
    id: 'profile-field-of-another-type',
    cause: 'profiles give {1} in another type than promised: the conversion of what is stored got lost',
    next: ['look at the serializer; where this is meant, set timestamps in the contract'],
    where: { scenarios: ['AC1', 'AC5'], status: /^2/, says: /- ([\w.]+) is no \w+ but/ },
  },
  {
    id: 'update-not-stored',
    cause:
      'an update is answered with the new profile, and not stored: the write is not awaited, or goes to another table than the read',
    next: ['look whether the handler awaits the write; a function is frozen once it has answered'],
    command: functionLog,
    where: { scenarios: ['AC11'], request: /^GET /, status: /^2/, expected: /^a profile/ },
  },
  {
    id: 'update-answers-the-old',
    cause: 'an update is stored, and answered with the profile as it was before (ReturnValues: ALL_OLD)',
    next: ['ask the update for the new values (ReturnValues: ALL_NEW)'],
    where: { scenarios: ['AC11'], request: /^PATCH /, status: /^2/, saysNot: /content-type is|status is/ },
  },
  {
    id: 'display-name-not-removable',
    cause:
      'a display name can be changed and not removed: updates are validated like creations, where a name is required',
    next: [
      'admit null or an empty text in updates, or name what removes it in profile.noDisplayName in the contract',
      'set the name of the test user back by hand',
    ],
    where: { scenarios: ['AC11'], expected: /display name .* again/ },
  },
  {
    id: 'role-taken-from-the-body',
    cause: 'users can give themselves a role: the body of an update is written to the table as it comes',
    next: [
      "take named fields only into the update; look at the main identity's role, which the test has tried to change",
    ],
    command: functionLog,
    where: { scenarios: ['AC12'], request: /^PATCH /, status: /^2/, says: /role became/ },
  },
  {
    id: 'role-stored-before-it-is-refused',
    cause: 'a change of the role is refused after it was stored: it is validated when the record is read back',
    next: ["validate before the write; look at the main identity's role, which the test has changed for a moment"],
    command: functionLog,
    where: { scenarios: ['AC12'], says: /role (is|became) "/, request: /^GET / },
  },
  {
    id: 'unknown-fields-accepted',
    cause: 'an update of fields that may not be changed is answered as done: the schema drops what it does not know',
    next: ['refuse unknown fields in the schema (strict, additionalProperties: false)'],
    where: { scenarios: ['AC12'], status: /^2/ },
  },
  {
    id: 'role-change-refused-otherwise',
    cause:
      'a change of the role is refused with {statuses} where a validation error was promised: something before the validation refuses',
    next: ['look at what checks roles before the validation; or set errors.forbiddenRoleChange in the contract'],
    where: { scenarios: ['AC12'], status: /^4(?!01)/, origin: 'integration', says: /status is|code is/ },
  },
];
