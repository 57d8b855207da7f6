/** The door: the form on the left, the county on the right; the demonstration's people below the form. */
import type { Role } from '../../src/auth/roles.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Outbox } from '../layout/outbox.tsx';
import { LanguageSwitch } from '../layout/preferences.tsx';
import { Button } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { Hidden, TextField } from '../ui/field.tsx';
import { BrandMark, Icon } from '../ui/icon.tsx';
import { type CountyNames, CountyPicture } from './county-picture.tsx';

export interface DemoPerson {
  login: string;
  name: string;
  title: string;
  role: Role;
}

interface LoginPageProps {
  t: Words;
  form: FormState;
  next: string | undefined;
  /** Of the head hospital; the site's own name before there is one. */
  house: string;
  names: CountyNames;
  /** Empty outside the demonstration. */
  people: DemoPerson[];
}

export function LoginPage(props: LoginPageProps) {
  const { t, next, names } = props;
  return (
    <div class="login">
      <main id="main">
        <header>
          <span class="brand">
            <BrandMark />
            {t.frame.site}
          </span>
          <LanguageSwitch t={t} next={paths.login(next)} />
        </header>
        <div class="door">
          <div>
            <h1>{props.house}</h1>
            <p>{t.auth.motto}</p>
          </div>
          <Outbox t={t} viewer={undefined} />
          <LoginForm t={t} form={props.form} next={next} />
          <DemoPeople t={t} people={props.people} next={next} />
        </div>
        <footer>
          {t.auth.forgotten}
          <br />
          {t.auth.watched}
        </footer>
      </main>
      <aside aria-label={t.auth.overview}>
        <CountyPicture t={t} names={names} />
        <Notices t={t} />
      </aside>
    </div>
  );
}

function LoginForm({ t, form, next }: Pick<LoginPageProps, 't' | 'form' | 'next'>) {
  const labels = { account: t.auth.account, password: t.auth.password };
  return (
    <form class="form" method="post" action={paths.login()}>
      <ErrorSummary t={t} form={form} labels={labels} />
      {next && <Hidden name="next" value={next} />}
      <TextField form={form} name="account" label={labels.account} autocomplete="username" autofocus required />
      <TextField
        form={form}
        name="password"
        label={labels.password}
        type="password"
        autocomplete="current-password"
        hint={t.auth.passwordHint}
        required
      />
      <Button kind="primary" block>
        {t.auth.enter}
      </Button>
    </form>
  );
}

function DemoPeople({ t, people, next }: Pick<LoginPageProps, 't' | 'people' | 'next'>) {
  if (people.length === 0) return null;
  const roles = [...new Set(people.map((person) => person.role))];
  return (
    <section class="demo" aria-labelledby="demo-title">
      <h2 id="demo-title">{t.auth.demo.title}</h2>
      <p>{t.auth.demo.text}</p>
      <form method="post" action={paths.demoSession()}>
        {next && <Hidden name="next" value={next} />}
        {roles.map((role) => (
          <div>
            <h3>{t.roles[role]}</h3>
            <ul>
              {people
                .filter((person) => person.role === role)
                .map((person) => (
                  <li>
                    <button type="submit" name="account" value={person.login} title={t.auth.demo.enterAs(person.name)}>
                      <b>{person.name}</b>
                      <small>{person.title}</small>
                    </button>
                  </li>
                ))}
            </ul>
          </div>
        ))}
      </form>
    </section>
  );
}

function Notices({ t }: { t: Words }) {
  const words = t.auth.notices;
  return (
    <ul class="notices">
      <li>
        <h2>{words.system}</h2>
        <span class="status">
          <Icon name="s-done" />
          {words.running}
        </span>
        <br />
        {words.session}
      </li>
      <li>
        <h2>{words.rules}</h2>
        {words.dated}
      </li>
      <li>
        <h2>{words.help}</h2>
        {words.duty}
      </li>
    </ul>
  );
}
