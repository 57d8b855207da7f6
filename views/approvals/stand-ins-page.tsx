/** Who decides in whose place, and the form by which an approver names somebody for an absence. */
import type { PlaceLine } from '../../src/approvals/delegation-queries.ts';
import type { Approver } from '../../src/approvals/rules.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, HiddenKey, SelectField, TextField } from '../ui/field.tsx';
import { Empty } from '../ui/notice.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { Panel } from '../ui/panel.tsx';
import { Head, Table } from '../ui/table.tsx';

interface StandInsPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  today: string;
  /** Whether this person may name somebody. */
  gives: boolean;
  people: { id: number; name: string; title: string | null }[];
  roles: Approver[];
  places: PlaceLine[];
  userId: number;
}

export function StandInsPage(props: StandInsPageProps) {
  const { t, form, gives, places } = props;
  const words = t.approvals;
  const { to, role, startsOn, endsOn, reason } = words;
  return (
    <>
      <PageHead
        title={words.standIns}
        crumbs={[{ label: words.title, href: paths.approvals() }]}
        crumbsLabel={t.frame.position}
        facts={[words.standInsIntro]}
      />
      <ErrorSummary t={t} form={form} labels={{ to, role, startsOn, endsOn, reason }} />
      {places.length === 0 ? <Empty title={words.noPlaces} text={words.noPlacesText} /> : <PlaceRows {...props} />}
      {gives && <PlaceForm {...props} />}
    </>
  );
}

function PlaceRows({ t, places, userId, formKey }: StandInsPageProps) {
  const words = t.approvals;
  const heads = [words.absent, words.to, words.role, words.span, words.reason, words.state, ''];
  return (
    <Table caption={words.standIns} head={heads.map((label) => <Head>{label}</Head>)} stacks>
      {places.map((place) => (
        <tr class={place.state === 'over' || place.state === 'ended' ? 'off' : undefined}>
          <td class="span-3">{place.from.name}</td>
          <td class="span-3" data-label={words.to}>
            {place.to.name}
          </td>
          <td data-label={words.role}>{t.roles[place.role]}</td>
          <td class="tight" data-label={words.span}>
            {words.days(place.startsOn, place.endsOn)}
          </td>
          <td data-label={words.reason}>{place.reason}</td>
          <td>{words.states[place.state]}</td>
          <td>
            {place.from.id === userId && (place.state === 'in_force' || place.state === 'to_come') && (
              <form method="post" action={paths.delegationEnding(place.id)}>
                <HiddenKey value={`${formKey}-${place.id}`} />
                <Button small>{words.endIt}</Button>
              </form>
            )}
          </td>
        </tr>
      ))}
    </Table>
  );
}

function PlaceForm({ t, form, formKey, today, people, roles }: StandInsPageProps) {
  const words = t.approvals;
  const options = people.map((one) => ({
    value: String(one.id),
    label: one.title === null ? one.name : `${one.name}，${one.title}`,
  }));
  const held = roles.map((role) => ({ value: role, label: t.roles[role] }));
  return (
    <Panel title={words.nameOne}>
      <form class="form" method="post" action={paths.delegations()}>
        <HiddenKey value={formKey} />
        <SelectField form={form} name="role" label={words.role} options={held} value={roles[0]} required />
        <SelectField form={form} name="to" label={words.to} options={options} choose={words.choosePerson} required />
        <DateField form={form} name="startsOn" label={words.startsOn} value={today} required />
        <DateField form={form} name="endsOn" label={words.endsOn} value={today} hint={words.endsOnHint} required />
        <TextField
          form={form}
          name="reason"
          label={words.reason}
          maxlength={200}
          placeholder={words.reasonHint}
          required
        />
        <SubmitBar consequence={words.placeConsequence}>
          <Button kind="primary">{words.nameOne}</Button>
        </SubmitBar>
      </form>
    </Panel>
  );
}
