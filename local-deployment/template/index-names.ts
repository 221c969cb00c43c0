export const apiKeysByHash = 'by-hash';
export const apiKeysByUser = 'by-user';
export const inviteCodesByUser = 'by-user';
