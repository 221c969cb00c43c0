import type { RoleStatement } from '../data/permissions';
import type { TableDefinition } from '../data/tables';
import type { ApiKeysParts } from '../functions/api-keys/api-keys';
import type { AuthorizerParts } from '../functions/authorizer/authorizer';
import type { InviteCodesParts } from '../functions/invite-codes/invite-codes';
import type { ValidateInviteParts } from '../functions/invite-codes/validate-invite';
import type { ProfileParts } from '../functions/profile/profile';
import type { Part } from '../functions/shared/api-function';
import type { LoginParts } from '../functions/sign-up/login';
import type { RegistrationParts } from '../functions/sign-up/registration';
import type { Edge } from '../gateway/edge';
import type { Firewall } from '../gateway/firewall';
import type { GatewayResponses } from '../gateway/gateway-responses';
import type { IssuerDefinition } from '../issuer/issuer';
import type { AuthorizerEvent, ProxyEvent } from '../lambda/events';
import type { FunctionCode } from '../lambda/runtime';
import type { OperatorActions } from '../operator/actions';
import type { OperatorCommandName } from '../operator/channel';
import type { FindProgressUsers } from '../operator/progress-users';
import type { ProgressAddresses } from '../progress/service';
import type { RealtimeUser } from '../realtime/part';
import type { RealtimeParts } from '../realtime/service';
import type { SessionsAddresses } from '../session-service/service';
import type { ProgressDefinition } from './progress-definition';
import type { SessionsDefinition } from './sessions-definition';

export type FunctionName = 'profile' | 'api-keys' | 'invite-codes' | 'validate-invite' | 'registration' | 'login';
export type TableName =
  | 'users'
  | 'api-keys'
  | 'invite-codes'
  | 'limits'
  | 'credentials'
  | 'challenges'
  | 'spent-links'
  | 'progress-users'
  | 'progress-sessions'
  | 'progress';
export type IdentityName = 'main' | 'admin' | 'rateLimit';
export type Credentials = 'jwt' | 'apikey' | 'jwt-or-apikey' | 'none';

/** A literal, or something that is known only once it runs. */
export type EnvironmentValue =
  | string
  | { readonly table: TableName }
  | { readonly issuer: string; readonly attribute: 'url' | 'secretKey' | 'publishableKey' }
  /** JSON: `{ "GET /users/me": "jwt-or-apikey", … }` */
  | { readonly routeCredentials: true }
  /** Of the realtime service. */
  | { readonly realtime: 'url' | 'socketUrl' }
  /** Of the progress service: its addresses, its provider's, and tokens of sessions that are over. */
  | { readonly progress: keyof ProgressAddresses }
  /** Of the session service: its address, and a token that has expired. */
  | { readonly sessions: keyof SessionsAddresses }
  /** A command line, as JSON, which does this through the operator channel. */
  | { readonly operator: OperatorCommandName };

export interface FunctionDefinition<Event> {
  code: FunctionCode<Event>;
  environment: Record<string, EnvironmentValue>;
  role: RoleStatement[];
  timeoutSeconds: number;
  coldStartMs: number;
  /** Whom its resource policy lets invoke it: source ARNs below the API's own, such as `prod/GET/users/me`; `*` matches all. */
  invocableFrom: string[];
}

/** What the functions' code is put together from. A part that is replaced takes effect when its function starts. */
export interface FunctionParts {
  authorizer: AuthorizerParts;
  profile: ProfileParts;
  'api-keys': ApiKeysParts;
  'invite-codes': InviteCodesParts;
  'validate-invite': ValidateInviteParts;
  registration: RegistrationParts;
  login: LoginParts;
}

/** What is done beside the API, with the environment that one-off commands have. */
export interface OperatorDefinition {
  environment: Record<string, EnvironmentValue>;
  actions: Part<OperatorActions>;
  findProgressUsers: Part<FindProgressUsers>;
}

/** A service of its own. */
export interface RealtimeDefinition {
  /** Of the HTTP application. */
  environment: Record<string, EnvironmentValue>;
  /** Of what serves the sockets. */
  socketEnvironment: Record<string, EnvironmentValue>;
  store: { secret: string | undefined };
  users: Record<'first' | 'other', RealtimeUser>;
  /** Secrets that are set up, for other environments than the service's. */
  otherSecrets: { production: string; key: string };
  /** What lies in front of it. */
  proxy: { passesUpgrades: boolean };
  parts: RealtimeParts;
}

export interface AuthorizerDefinition {
  /** The gateway invokes its function as `authorizers/<id>`. */
  id: string;
  function: FunctionDefinition<AuthorizerEvent>;
  /** How long its policies are reused for the same identity; 0 asks it every time. */
  resultTtlSeconds: number;
  /**
   * Names of headers, or `context.path`; what they hold is the identity. A request with none of them is refused
   * without asking.
   */
  identitySources: string[];
}

export interface Route {
  method: string;
  /** `/users/api-keys/{id}` */
  path: string;
  function: FunctionName;
  /** Off: anyone reaches the function. */
  authorizer: boolean;
  credentials: Credentials;
}

/** An OPTIONS method as CDK's `addCorsPreflight` makes it. */
export interface Preflight {
  origins: string[];
  methods: string[];
  headers: string[];
  /** Whether browsers may send cookies along. */
  allowCredentials?: boolean;
}

export interface UserSeed {
  userId: string;
  email: string;
  role: 'user' | 'admin';
  /** Whether the user's requests are counted against a token bucket. */
  rateLimited: boolean;
}

/** Everything that a deployment consists of. What runs is made from this and from nothing else. */
export interface DeploymentTemplate {
  stage: string;
  port: number;
  edge: Edge;
  firewall: Firewall;
  routes: Route[];
  /** By path; a path without one has no OPTIONS method. */
  preflights: Record<string, Preflight>;
  gatewayResponses: GatewayResponses;
  integrationTimeoutSeconds: number;
  /** What the gateway adds to an integration's response that has no content type; null adds nothing. */
  defaultContentType: string | null;
  authorizer: AuthorizerDefinition;
  functions: Record<FunctionName, FunctionDefinition<ProxyEvent>>;
  parts: FunctionParts;
  operator: OperatorDefinition;
  realtime: RealtimeDefinition;
  progress: ProgressDefinition;
  sessions: SessionsDefinition;
  tables: Record<TableName, TableDefinition>;
  /** `clerk` issues the identities' tokens. */
  issuers: Record<string, IssuerDefinition> & { clerk: IssuerDefinition };
  users: Record<IdentityName, UserSeed>;
  /** What somebody who tests it would set, beside its URL. */
  settings: Record<string, EnvironmentValue>;
  /** Keys of the main user that were there before. */
  seededApiKeys: { count: number; scope: string };
}
