/** The first administrator of a real installation, from the command line. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { paths } from '../../src/paths.ts';
import { createFirstAdministrator, readArguments } from '../../src/users/admin-command.ts';
import { createTestApp, type TestApp } from '../support/app.ts';
import { signIn } from '../support/login.ts';

let test: TestApp;
beforeAll(async () => {
  test = await createTestApp();
});
afterAll(() => test.drop());

const given = {
  login: 'Deng',
  name: '邓管理员',
  organisationCode: 'XG00',
  organisationName: '兴国县卫生健康总院',
  forceAnother: false,
};
const reasonOf = async (change: Partial<typeof given> & { organisationName?: string }) => {
  const made = await createFirstAdministrator(test.services, { ...given, ...change });
  return made.ok ? 'made' : made.reason;
};

describe('the arguments', () => {
  it('are read, and a wrong or missing one is named', () => {
    const words = ['create', '--login', 'deng', '--name', '邓', '--organisation-code', 'XG00'];
    expect(readArguments(words)).toMatchObject({ login: 'deng', organisationName: undefined, forceAnother: false });
    expect(() => readArguments(words.slice(0, 5))).toThrow('--organisation-code is missing');
    expect(() => readArguments(words.slice(1))).toThrow('Say what to do');
    expect(() => readArguments([...words, '--colour', 'red'])).toThrow('--colour');
  });
});

describe('the first administrator', () => {
  it('needs a name for the head hospital that is not there yet', async () => {
    const { organisationName: _, ...without } = given;
    const made = await createFirstAdministrator(test.services, { ...without, organisationName: undefined });
    expect(made.ok ? 'made' : made.reason).toBe('head_name_missing');
  });

  it('is made with the head hospital and a one-time password', async () => {
    const made = await createFirstAdministrator(test.services, given);
    if (!made.ok) throw new Error(made.reason);
    const browser = await signIn(test.app, 'deng', made.value.password);
    expect((await browser.get(paths.users())).location).toBe(paths.password());
  });

  it('is made once, and another only when told so, in the same house', async () => {
    expect(await reasonOf({ login: 'other' })).toBe('administrator_exists');
    expect(await reasonOf({ login: 'other', forceAnother: true, organisationCode: 'NEW' })).toBe('head_exists');
    expect(await reasonOf({ forceAnother: true })).toBe('login_used');
    expect(await reasonOf({ login: 'other', forceAnother: true })).toBe('made');
  });
});
