import { admissionFaults } from './admission';
import { corsFaults } from './cors';
import { errorFaults } from './errors';
import type { Fault } from './fault';
import { gatewayErrorFaults, gatewayWiringFaults } from './gateway-errors';
import { issuerFaults } from './issuer';
import { keyLifeFaults } from './key-life';
import { keyFaults } from './keys';
import { limitFaults } from './limits';
import { permissionFaults } from './permissions';
import { profileFaults } from './profile';
import { progressAccessFaults } from './progress-access';
import { progressCallbackFaults } from './progress-callback';
import { progressCookieFaults } from './progress-cookies';
import { progressExerciseFaults } from './progress-exercises';
import { progressFrontendFaults } from './progress-frontend';
import { progressProtectionFaults } from './progress-protection';
import { progressRecordFaults } from './progress-records';
import { progressSessionFaults } from './progress-session';
import { progressSignInFaults } from './progress-sign-in';
import { realtimeConversationFaults } from './realtime-conversation';
import { realtimeHandshakeFaults } from './realtime-handshake';
import { realtimeSecretFaults } from './realtime-secret';
import { sessionCorsFaults } from './sessions-cors';
import { sessionHealthFaults } from './sessions-health';
import { sessionPostFaults } from './sessions-posts';
import { sessionRoleFaults } from './sessions-roles';
import { sessionRotationFaults } from './sessions-rotation';
import { sessionSecretFaults } from './sessions-secrets';
import { sessionSignInFaults } from './sessions-sign-in';
import { sessionSignOutFaults } from './sessions-sign-out';
import { sessionTokenFaults } from './sessions-tokens';
import { signupFaults } from './signup';
import { signupAdmissionFaults } from './signup-admission';
import { tokenFaults } from './tokens';
import { wiringFaults } from './wiring';

export type { Fault } from './fault';
export type { Weather } from './weather';
export { weathers } from './weather';

/** All defects that the deployment can be started with. Of functions they import types only: start-up pays for what it uses. */
export const faults: readonly Fault[] = [
  ...issuerFaults,
  ...wiringFaults,
  ...gatewayWiringFaults,
  ...permissionFaults,
  ...tokenFaults,
  ...admissionFaults,
  ...keyFaults,
  ...keyLifeFaults,
  ...profileFaults,
  ...corsFaults,
  ...limitFaults,
  ...gatewayErrorFaults,
  ...errorFaults,
  ...signupFaults,
  ...signupAdmissionFaults,
  ...realtimeSecretFaults,
  ...realtimeHandshakeFaults,
  ...realtimeConversationFaults,
  ...progressSignInFaults,
  ...progressCallbackFaults,
  ...progressCookieFaults,
  ...progressSessionFaults,
  ...progressExerciseFaults,
  ...progressRecordFaults,
  ...progressAccessFaults,
  ...progressFrontendFaults,
  ...progressProtectionFaults,
  ...sessionHealthFaults,
  ...sessionSignInFaults,
  ...sessionSecretFaults,
  ...sessionRotationFaults,
  ...sessionSignOutFaults,
  ...sessionTokenFaults,
  ...sessionRoleFaults,
  ...sessionPostFaults,
  ...sessionCorsFaults,
];
