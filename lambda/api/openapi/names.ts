import type { EventType } from '../../core/event/event.js';
import type { RouteName } from '../routes.js';

const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

/** `file.verified` is `FileVerified`. */
const eventWords = (type: EventType): string => type.split('.').map(capital).join('');

/** The schema of a route's body. */
export const bodyName = (route: RouteName): string => `${capital(route)}Request`;

/** The schema of an event. */
export const eventName = (type: EventType): string => `${eventWords(type)}Event`;

/** The operation of a subscriber that is sent an event. */
export const handlerName = (type: EventType): string => `on${eventWords(type)}`;
