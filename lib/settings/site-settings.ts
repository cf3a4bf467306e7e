import type { WaybillProps } from '../props/waybill-props.js';
import { wrongProp } from '../checks/wrong-prop.js';

/** Settings of the page's deployment. */
export interface SiteSettings {
  /** If it is not the one from `auth`. */
  readonly clientId: string | undefined;
}

/** `undefined`: the page is not deployed. */
export function siteSettingsOf({ site = false, siteClientId }: WaybillProps): SiteSettings | undefined {
  if (siteClientId !== undefined) {
    if (!site) throw wrongProp('siteClientId', siteClientId, 'site too');
    if (siteClientId.trim() === '') throw wrongProp('siteClientId', siteClientId, 'the id of a client');
  }
  return site ? { clientId: siteClientId } : undefined;
}
