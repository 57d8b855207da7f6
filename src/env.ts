/**
 * Settings of the process, checked once at start; a wrong one stops the program with a sentence that says what to do.
 */
import { z } from 'zod';

const settingsSchema = z.object({
  NODE_ENV: z.enum(['development', 'production', 'test']).default('development'),
  PORT: z.coerce.number('PORT must be a number').int().min(0).max(65_535).default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: z
    .string()
    .refine((url) => /^(postgres|postgresql|pglite):/.test(url), {
      message: 'DATABASE_URL must begin with postgres:// (leave it out to use SQLite in DATA_DIR)',
    })
    .optional(),
  PUBLIC_URL: z.url('PUBLIC_URL must be a full address such as https://yaoxie.example.cn').optional(),
  TRUSTED_PROXY: z.string().optional(),
  DEMO_SEED: z.coerce.number().int().default(20_261_121),
  DEMO_DAY: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .optional(),
});

export interface Settings {
  production: boolean;
  port: number;
  host: string;
  dataDir: string;
  databaseUrl: string | undefined;
  /** Address people use, printed in QR codes; decides `Secure` cookies. */
  publicUrl: string | undefined;
  /** Address of the one reverse proxy whose X-Forwarded-* headers are believed. */
  trustedProxy: string | undefined;
  demoSeed: number;
  /** The day the demo pretends to be made on; today when absent. */
  demoDay: string | undefined;
}

/** Reads the settings. Throws an Error whose message names each wrong variable and what it must be. */
export function readSettings(source: Record<string, string | undefined>): Settings {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = settingsSchema.safeParse(given);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`Settings cannot be used:\n${lines.join('\n')}`);
  }
  const env = parsed.data;
  return {
    production: env.NODE_ENV === 'production',
    port: env.PORT,
    host: env.HOST,
    dataDir: env.DATA_DIR,
    databaseUrl: env.DATABASE_URL,
    publicUrl: env.PUBLIC_URL,
    trustedProxy: env.TRUSTED_PROXY,
    demoSeed: env.DEMO_SEED,
    demoDay: env.DEMO_DAY,
  };
}
