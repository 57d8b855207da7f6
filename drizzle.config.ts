/** drizzle-kit: `npm run db:generate` for SQLite, the same with DATABASE_URL=postgres:// for PostgreSQL. */
import { defineConfig } from 'drizzle-kit';

const dialect = process.env['DATABASE_URL'] === undefined ? 'sqlite' : 'postgresql';

export default defineConfig({
  dialect,
  schema: './db/schema/index.ts',
  out: dialect === 'sqlite' ? './db/migrations/sqlite' : './db/migrations/postgres',
});
