import type { ChangeBase } from './change.ts';
import type { CommandLineWord, HeaderName, HostName, Identifier, IsoDate, ReleaseNumber, UrlPath } from './changeNames.ts';

/** The path `from` of the system's HTTP API is `to` now; body and answer stand in an envelope there, and a token took the place of the API key. */
export interface EndpointMoved extends ChangeBase {
  readonly kind: 'endpointMoved';
  /** The old path. */
  readonly from: UrlPath;
  /** The new path. */
  readonly to: UrlPath;
  /** The HTTP method. */
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE' | 'HEAD' | 'OPTIONS';
  /** Whether other systems have such paths too: then no more than a hint, in files that call one of the other paths. */
  readonly common?: boolean;
  /** Hosts that serve the API; without it those that have the migration's id in their name. Calls of a host that is not known, or of this machine, count too. */
  readonly hosts?: readonly HostName[];
  /** What body and answer are put into; they stay as they are without it. */
  readonly envelope?: {
    /** Under which name the body and the answer stand; beside it stands `metadata`. */
    readonly data: Identifier;
    /** What `metadata` of a body holds. */
    readonly metadata: Readonly<Record<string, string>>;
  };
  /** The API key that gave way to a token; headers stay as they are without it. */
  readonly key?: {
    /** The header that the API key was sent in. */
    readonly header: HeaderName;
    /** The header that the token is sent in. */
    readonly becomes: HeaderName;
    /** What stands before the token: `Bearer`. */
    readonly scheme: CommandLineWord;
    /** Where a token comes from. */
    readonly tokenEndpoint: UrlPath;
  };
}

/** Old versions of a system's HTTP API end, each on its day; the same calls are served by a newer one. */
export interface ApiVersionRaised extends ChangeBase {
  readonly kind: 'apiVersionRaised';
  /**
   * The hosts that serve it, with those below them.
   * @minItems 1
   */
  readonly hosts: readonly HostName[];
  /** The version to ask for, `1.2`. */
  readonly to: ReleaseNumber;
  /** How a path names it, `/api/v1.2`. */
  readonly path: UrlPath;
  /** The header that names a version in place of the path. */
  readonly header: HeaderName;
  /**
   * The versions that end, each on its day.
   * @minItems 1
   */
  readonly versions: readonly {
    /** The old version, `1.0`. */
    readonly version: ReleaseNumber;
    /**
     * How paths name it.
     * @minItems 1
     */
    readonly paths: readonly UrlPath[];
    /** Its last day. */
    readonly endsOn: IsoDate;
  }[];
}
