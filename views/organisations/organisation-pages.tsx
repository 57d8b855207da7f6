/** One organisation with its stores, people and what is under it; the form for a new one. */

import type { OrganisationKind } from '../../src/auth/viewer.ts';
import type { LocationRow, OrganisationLine } from '../../src/organisations/queries.ts';
import { paths } from '../../src/paths.ts';
import type { PersonLine } from '../../src/users/queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { Empty } from '../ui/notice.tsx';
import type { Option } from '../ui/option.ts';
import { PageHead } from '../ui/page-head.tsx';
import { Facts, Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code } from '../ui/values.tsx';
import { UserRows } from '../users/index-page.tsx';
import { OrganisationRows } from './index-page.tsx';

type Zone = LocationRow['zone'];

interface OrganisationPageProps {
  t: Words;
  organisation: OrganisationLine;
  stores: LocationRow[];
  people: PersonLine[];
  under: OrganisationLine[];
  form: FormState;
  formKey: string;
  zones: readonly Zone[];
  now: number;
}

function crumbs(t: Words) {
  return [{ label: t.organisations.title, href: paths.organisations() }];
}

export function OrganisationPage(props: OrganisationPageProps) {
  const { t, organisation, people, under } = props;
  const words = t.organisations;
  return (
    <>
      <PageHead
        title={organisation.shortName}
        crumbs={crumbs(t)}
        crumbsLabel={t.frame.position}
        facts={[
          <Code>{organisation.code}</Code>,
          words.kinds[organisation.kind],
          words.count(organisation.stores, organisation.people),
        ]}
      />
      <Facts
        across
        facts={[
          { label: words.name, value: organisation.name },
          { label: words.parent, value: organisation.parentName ?? words.none },
          { label: words.creditCode, value: <Code>{organisation.creditCode ?? words.none}</Code> },
          { label: words.contact, value: organisation.contact ?? words.none },
        ]}
      />
      <Stores {...props} />
      {people.length > 0 && (
        <Panel title={words.people} padded={false}>
          <UserRows t={t} rows={people} now={props.now} />
        </Panel>
      )}
      {under.length > 0 && (
        <Panel title={words.under} padded={false}>
          <OrganisationRows t={t} rows={under} caption={words.underCaption} />
        </Panel>
      )}
    </>
  );
}

function Stores({ t, organisation, stores, form, formKey, zones }: OrganisationPageProps) {
  const words = t.organisations;
  const zoneOptions = zones.map((zone) => ({ value: zone, label: words.zones[zone] }));
  const head = (
    <>
      <Head>{words.storeName}</Head>
      <Head>{words.zone}</Head>
    </>
  );
  return (
    <>
      <Panel title={words.stores} padded={false}>
        {stores.length === 0 ? (
          <Empty title={words.noStores} text={words.noStoresText} />
        ) : (
          <Table caption={words.storesCaption} head={head}>
            {stores.map((store) => (
              <tr>
                <td>{store.name}</td>
                <td>{words.zones[store.zone]}</td>
              </tr>
            ))}
          </Table>
        )}
      </Panel>
      <Panel title={words.addStore}>
        <form class="form" method="post" action={paths.organisationStores(organisation.code)}>
          <ErrorSummary t={t} form={form} labels={{ name: words.storeName, zone: words.zone }} />
          <HiddenKey value={formKey} />
          <TextField form={form} name="name" label={words.storeName} maxlength={30} required />
          <SelectField
            form={form}
            name="zone"
            label={words.zone}
            options={zoneOptions}
            choose={t.forms.choose}
            required
          />
          <SubmitBar consequence={words.storeConsequence}>
            <Button>{words.storeSubmit}</Button>
          </SubmitBar>
        </form>
      </Panel>
    </>
  );
}

interface NewOrganisationProps {
  t: Words;
  form: FormState;
  formKey: string;
  kinds: readonly OrganisationKind[];
  parents: Option[];
}

export function NewOrganisationPage({ t, form, formKey, kinds, parents }: NewOrganisationProps) {
  const words = t.organisations;
  const { code, name, shortName, kind, parent, creditCode, contact } = words;
  const labels = { code, name, shortName, kind, parentId: parent, creditCode, contact };
  const optional = t.forms.optional;
  const choose = t.forms.choose;
  const kindOptions = kinds.map((value) => ({ value, label: words.kinds[value] }));
  return (
    <>
      <PageHead title={words.addTitle} crumbs={crumbs(t)} crumbsLabel={t.frame.position} />
      <form class="form" method="post" action={paths.organisations()}>
        <ErrorSummary t={t} form={form} labels={labels} />
        <HiddenKey value={formKey} />
        <SelectField form={form} name="kind" label={kind} options={kindOptions} choose={choose} required />
        <SelectField form={form} name="parentId" label={parent} options={parents} choose={choose} />
        <TextField form={form} name="code" label={code} hint={words.codeHint} maxlength={12} required />
        <TextField form={form} name="name" label={name} maxlength={60} required />
        <TextField form={form} name="shortName" label={shortName} hint={words.shortNameHint} maxlength={30} required />
        <TextField form={form} name="creditCode" label={creditCode} note={optional} maxlength={18} />
        <TextField form={form} name="contact" label={contact} note={optional} hint={words.contactHint} maxlength={60} />
        <SubmitBar consequence={words.addConsequence}>
          <Button kind="primary">{words.addSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
