/**
 * Messages of the service itself in validate's queue, in the form of an EventBridge event, so that one parser and one
 * redrive handle all.
 */
export type ValidatorMessage =
  | {
      readonly source: 'waybill';
      readonly 'detail-type': 'Held File Decided';
      readonly detail: {
        readonly id: string;
        readonly verdict: 'release' | 'reject';
        readonly by: string;
        /** ISO 8601. */
        readonly at: string;
      };
    }
  | {
      readonly source: 'waybill';
      /** `Object Found`: the sweep found bytes whose event was lost or failed. */
      readonly 'detail-type': 'Malware Scan Awaited' | 'Object Found';
      readonly detail: { readonly key: string; readonly versionId: string };
    };
