import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

type RequestHandler = DynamoDBClient['config']['requestHandler'];

/**
 * A client that takes everything from here and nothing from the AWS settings of the machine.
 * Clients that share a request handler share its connections.
 */
export function createClient(endpoint: string, requestHandler?: RequestHandler): DynamoDBClient {
  return withoutNodeVersionWarning(
    () =>
      new DynamoDBClient({
        endpoint,
        region: 'us-east-1',
        credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
        accountIdEndpointMode: 'disabled',
        authSchemePreference: [],
        defaultsMode: 'standard',
        endpointDiscoveryEnabled: false,
        maxAttempts: 3,
        retryMode: 'standard',
        useDualstackEndpoint: false,
        useFipsEndpoint: false,
        userAgentAppId: '',
        ...(requestHandler && { requestHandler }),
      }),
  );
}

/** The same client in plain values; its destroy() leaves the connections open. */
export function documents(client: DynamoDBClient): DynamoDBDocumentClient {
  return DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
}

/** The SDK's warning that it will need a newer Node; its switch is read when a client is constructed. */
function withoutNodeVersionWarning<T>(construct: () => T): T {
  const before = process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'];
  process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = 'true';
  try {
    return construct();
  } finally {
    if (before === undefined) delete process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'];
    else process.env['AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED'] = before;
  }
}
