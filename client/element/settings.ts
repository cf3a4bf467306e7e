import type { Client } from '../client.js';
import type { TrackedUploadOptions } from '../components/tracked-upload.js';
import { english, type SomeTexts, type UploadTexts } from './texts.js';

/** Where there are no elements, such as on a server that renders pages, the module can still be imported. */
const Base = (typeof HTMLElement === 'undefined' ? Object : HTMLElement) as typeof HTMLElement;

/** Attributes of `<waybill-upload>` that it observes. */
export const observed = ['accept', 'multiple', 'name', 'required'] as const;

const tag = '<waybill-upload>';

/** Properties that a page may have set before the element was defined. */
const given = ['client', 'getToken', 'options', 'texts'] as const;

/** The attributes and properties by which a page configures `<waybill-upload>`. */
export abstract class UploadSettings extends Base {
  #client: Client | undefined;
  #getToken: (() => string | Promise<string>) | undefined;
  #options: TrackedUploadOptions = {};
  #texts = english;

  /** Reads what was set before the element was defined. */
  protected adoptProperties(): void {
    for (const name of given) {
      if (!Object.hasOwn(this, name)) continue;
      const value = this[name];
      Reflect.deleteProperty(this, name);
      Object.assign(this, { [name]: value });
    }
  }

  /**
   * The client that sends: of `createClient`, such as the one of the rest of the page. With it, neither `api` nor
   * `getToken` is needed.
   */
  get client(): Client | undefined {
    return this.#client;
  }
  set client(client: Client | undefined) {
    this.#client = client;
  }

  /**
   * Returns the access token (a JWT). Called before each request. There is no attribute for it, since everything on a
   * page can read attributes.
   */
  get getToken(): (() => string | Promise<string>) | undefined {
    return this.#getToken;
  }
  set getToken(getToken: (() => string | Promise<string>) | undefined) {
    this.#getToken = getToken;
  }

  /** Options of each upload, such as `metadata`, `checksum` and `expiresInSeconds`; none by default. */
  get options(): TrackedUploadOptions {
    return this.#options;
  }
  set options(options: TrackedUploadOptions | undefined) {
    this.#options = options ?? {};
  }

  /** Texts in another language or tone, some or all; English by default. */
  get texts(): UploadTexts {
    return this.#texts;
  }
  set texts(texts: SomeTexts | undefined) {
    this.#texts = { ...english, ...texts, status: { ...english.status, ...texts?.status } };
    this.refreshTexts();
  }

  /** Shows other texts. */
  protected abstract refreshTexts(): void;

  /** The attribute `api`: base URL of the API, the stack's output `ApiUrl`. */
  get api(): string {
    return this.getAttribute('api') ?? '';
  }
  set api(api: string) {
    this.setAttribute('api', api);
  }

  /** The attribute `accept`, as of `<input type="file">`: also applied to files that are dropped. Empty: every type. */
  get accept(): string {
    return this.getAttribute('accept') ?? '';
  }
  set accept(accept: string) {
    this.setAttribute('accept', accept);
  }

  /** The attribute `max-files`: with `multiple`, the most files in the list; `Infinity` without it. */
  get maxFiles(): number {
    return this.#limit('max-files');
  }
  set maxFiles(maxFiles: number) {
    this.setAttribute('max-files', String(maxFiles));
  }

  /** The attribute `max-size`: the most bytes of one file; `Infinity` without it. The service has a limit too. */
  get maxSize(): number {
    return this.#limit('max-size');
  }
  set maxSize(maxSize: number) {
    this.setAttribute('max-size', String(maxSize));
  }

  /** The attribute `multiple`: several files. Without it, a new file replaces the one before. */
  get multiple(): boolean {
    return this.hasAttribute('multiple');
  }
  set multiple(multiple: boolean) {
    this.toggleAttribute('multiple', multiple);
  }

  /** The attribute `delete-removed`: a verified file that is removed from the list is deleted in the service too. */
  get deleteRemoved(): boolean {
    return this.hasAttribute('delete-removed');
  }
  set deleteRemoved(deleteRemoved: boolean) {
    this.toggleAttribute('delete-removed', deleteRemoved);
  }

  /** The attribute `name`: of the form's entries, one for each file, with its id. */
  get name(): string {
    return this.getAttribute('name') ?? '';
  }
  set name(name: string) {
    this.setAttribute('name', name);
  }

  /** The attribute `required`: the form needs a verified file. */
  get required(): boolean {
    return this.hasAttribute('required');
  }
  set required(required: boolean) {
    this.toggleAttribute('required', required);
  }

  /** The attribute `disabled`: no file can be added, and none is part of the form; running uploads continue. */
  get disabled(): boolean {
    return this.hasAttribute('disabled');
  }
  set disabled(disabled: boolean) {
    this.toggleAttribute('disabled', disabled);
  }

  /** @throws TypeError that says which setting is missing or wrong */
  protected checkSettings(): void {
    if (!this.client && !(this.api && this.getToken))
      throw new TypeError(`${tag} needs the attribute "api" and the property "getToken", or a "client"`);
    for (const [attribute, limit] of [
      ['max-files', this.maxFiles],
      ['max-size', this.maxSize],
    ] as const)
      if (!(limit > 0))
        throw new TypeError(`${tag}: expected a number above 0, such as ${attribute}="10000000"`);
  }

  #limit(attribute: string): number {
    return Number(this.getAttribute(attribute) ?? Infinity);
  }
}
