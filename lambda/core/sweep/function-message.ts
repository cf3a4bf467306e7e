/** What the service's functions ask of each other without waiting for it. */
export type FunctionMessage =
  /** Of `presign`, which may write: to join the parts of a file whose client did not stay to see it. */
  | {
      readonly source: 'waybill';
      readonly 'detail-type': 'Joining Unfinished';
      readonly detail: { readonly id: string };
    }
  /** Of `sweep`: to go on with an owner's erasure now. */
  | {
      readonly source: 'waybill';
      readonly 'detail-type': 'Erasure Requested';
      readonly detail: { readonly owner: string };
    };

export const joiningUnfinished = (id: string): FunctionMessage => ({
  source: 'waybill',
  'detail-type': 'Joining Unfinished',
  detail: { id },
});

export const erasureRequested = (owner: string): FunctionMessage => ({
  source: 'waybill',
  'detail-type': 'Erasure Requested',
  detail: { owner },
});

export const isFunctionMessage = (event: object): event is FunctionMessage =>
  'source' in event && event.source === 'waybill';
