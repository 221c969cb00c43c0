/** Where the blobs of the last run and of its retries are; relative to the project's folder, in which Playwright is started. */
export const BLOBS = 'test-results/blob';

/** Where the blob reporter leaves that of the run that is going on. */
export const NEW_BLOB = `${BLOBS}/new.zip`;
