/** Mutants that change no answer, each with the reason. */
export const equivalent: Readonly<Record<string, string>> = {};
