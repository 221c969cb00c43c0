/** A web ACL in front of the stage. */
export interface Firewall {
  blocks: (request: { readonly method: string; readonly path: string }) => boolean;
}
