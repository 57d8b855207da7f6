/** Two pharmacists who import, with the organisation they belong to. */
import type { Database } from '../../db/database.ts';
import { organisation } from '../../db/schema/organisations.ts';
import { person } from '../../db/schema/users.ts';
import type { Actor } from '../../src/auth/viewer.ts';

function actorOf(userId: number, name: string): Actor {
  return {
    userId,
    name,
    organisationId: 1,
    organisationName: '总院',
    roles: ['chief_pharmacist', 'storekeeper'],
    scopePath: '/',
  };
}

export const actor = actorOf(1, '钟药师');
export const otherActor = actorOf(2, '谢药师');

/** Writes the two and their hospital into a fresh database. */
export async function seedPeople(db: Database): Promise<void> {
  await db.transaction(async (tx) => {
    const head = { name: '县卫生健康总院', shortName: '总院', kind: 'head' as const, path: '/1/', searchText: '' };
    await tx.insert(organisation).values({ ...head, code: 'XG01' });
    for (const each of [actor, otherActor]) {
      const login = `user${each.userId}`;
      await tx.insert(person).values({ login, name: each.name, passwordHash: 'x', organisationId: 1, createdAt: 0 });
    }
  });
}
