/**
 * What a photo, sound or film says about its making: `location` (a position, or the name of a place), `device` (the
 * serial number of a camera, lens or recorder: not its make and model), `person` (a name of its owner, author or somebody
 * shown).
 */
export const personalKinds = ['location', 'device', 'person'] as const;

/** One of them. */
export type PersonalKind = (typeof personalKinds)[number];
