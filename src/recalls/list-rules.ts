/** The lists of recalls, and who reads which: a notice that came to the wrong one is a click away. */
import { may, type Permission, type Role } from '../auth/roles.ts';

const READ_BY = {
  recalls: 'stock.read',
  implantRecalls: 'implant.read',
  deviceRecalls: 'asset.read',
} as const satisfies Record<string, Permission>;
export type RecallList = keyof typeof READ_BY;

/** The lists that these people may open, but the one they are on. */
export function otherRecallLists(roles: readonly Role[], here: RecallList): RecallList[] {
  const lists = Object.keys(READ_BY) as RecallList[];
  return lists.filter((list) => list !== here && may(roles, READ_BY[list]));
}
