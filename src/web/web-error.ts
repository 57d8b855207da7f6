/** The failures of a request that are expected: each has a status and words in the dictionaries. */
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Role } from '../auth/roles.ts';

export type ErrorKind =
  | 'notFound'
  | 'forbidden'
  | 'foreignOrigin'
  | 'notAllowed'
  | 'tooLarge'
  | 'wrongType'
  | 'refused'
  | 'tooMany'
  | 'broken';

/** An expected failure of a request. `text` replaces the kind's own explanation; `roles` may do it. */
export class WebError extends Error {
  readonly status: ContentfulStatusCode;
  readonly kind: ErrorKind;
  readonly text: string | undefined;
  readonly roles: readonly Role[];

  constructor(status: ContentfulStatusCode, kind: ErrorKind, text?: string, roles: readonly Role[] = []) {
    super(`${status} ${kind}`);
    this.name = 'WebError';
    this.status = status;
    this.kind = kind;
    this.text = text;
    this.roles = roles;
  }
}
