import type { Link } from './snapshot.js';
import type { KnownUpload, LinkWishes } from './system.js';

/** The response to a client's request. */
export interface Hearing<Answer> {
  heard?(answer: Answer): void;
  /** It was answered, refused or abandoned: nothing more happens. */
  over?(): void;
}

export interface NewLink {
  readonly id: string;
  /** Its token. */
  readonly secret: string;
  readonly expiresAt: Date;
  readonly maxDownloads: number;
}

/** The requests of owners who share, and of their grantees and visitors. */
export interface ReaderRequests {
  share(file: KnownUpload, wishes: LinkWishes, hearing: Hearing<NewLink>): Promise<void>;
  follow(file: KnownUpload, link: NewLink, hearing: Hearing<unknown>): Promise<void>;
  unshare(file: KnownUpload, link: NewLink, hearing: Hearing<unknown>): Promise<void>;
  grant(file: KnownUpload, reader: string, hearing: Hearing<unknown>): Promise<void>;
  revoke(file: KnownUpload, reader: string, hearing: Hearing<unknown>): Promise<void>;
  read(file: KnownUpload, reader: string, hearing: Hearing<unknown>): Promise<void>;
}

interface KnownLink extends NewLink {
  /** Its revocation was requested and confirmed. */
  isRevoked: boolean;
  /** How often it was used. */
  handed: number;
}

/** The grants of one file to one grantee. */
interface Grantee {
  /** Grants that were requested without a response yet. */
  asked: number;
  /** How often one was requested. */
  grants: number;
  isRevoked: boolean;
}

/** Visitors of links, and grantees: they know their rights, and detect when they have more. */
export class Readers {
  private readonly links = new Map<string, KnownLink[]>();
  private readonly grantees = new Map<string, Grantee>();
  /** Files whose deletion was confirmed to the owner. */
  readonly gone = new Set<string>();

  constructor(
    private readonly requests: ReaderRequests,
    private readonly now: () => Date,
    private readonly violated: (what: string) => void,
  ) {}

  get allLinks(): readonly Link[] {
    return [...this.links.values()].flat();
  }

  /** What clients know of their links and grants. */
  present(): readonly object[] {
    const grantees = [...this.grantees.values()].map((one) => ({ ...one, grants: Math.min(one.grants, 1) }));
    return [...this.links.values(), ...grantees, ...this.gone].map((known) => ({ known }));
  }

  share(file: KnownUpload, wishes: LinkWishes): Promise<void> {
    const heard = (link: NewLink) => {
      const known = this.links.get(file.id) ?? [];
      this.links.set(file.id, [...known, { ...link, isRevoked: false, handed: 0 }]);
    };
    return this.requests.share(file, wishes, { heard });
  }

  async follow(file: KnownUpload, visitors: number): Promise<void> {
    const link = this.links.get(file.id)?.at(-1);
    if (!link) return;
    const isOver = link.isRevoked || this.gone.has(file.id) || link.expiresAt <= this.now();
    const heard = () => {
      link.handed++;
      if (isOver) this.violated(`a link to ${file.id} opened it after its end`);
    };
    await Promise.all(Array.from({ length: visitors }, () => this.requests.follow(file, link, { heard })));
  }

  async unshare(file: KnownUpload): Promise<void> {
    const link = this.links.get(file.id)?.at(-1);
    if (link) await this.requests.unshare(file, link, { heard: () => (link.isRevoked = true) });
  }

  grant(file: KnownUpload, reader: string): Promise<void> {
    const grantee = this.granteeOf(file, reader);
    grantee.asked++;
    grantee.grants++;
    grantee.isRevoked = false;
    return this.requests.grant(file, reader, { over: () => grantee.asked-- });
  }

  revoke(file: KnownUpload, reader: string): Promise<void> {
    const grantee = this.granteeOf(file, reader);
    // A pending one may take effect after its end.
    const known = grantee.asked === 0 ? grantee.grants : undefined;
    const heard = () => (grantee.isRevoked = grantee.grants === known);
    return this.requests.revoke(file, reader, { heard });
  }

  read(file: KnownUpload, reader: string): Promise<void> {
    const grantee = this.granteeOf(file, reader);
    const { grants } = grantee;
    const isGone = this.gone.has(file.id);
    const isOver = grantee.isRevoked || grants === 0;
    const heard = () => {
      if (isGone || (isOver && grantee.grants === grants))
        this.violated(`${reader} read ${file.id}, which is not granted to them any more`);
    };
    return this.requests.read(file, reader, { heard });
  }

  private granteeOf({ id }: KnownUpload, reader: string): Grantee {
    const known = this.grantees.get(`${id} ${reader}`) ?? { asked: 0, grants: 0, isRevoked: false };
    this.grantees.set(`${id} ${reader}`, known);
    return known;
  }
}
