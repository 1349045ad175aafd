/** Stands where a name was that its person had erased. */
export const ERASED = '***';
