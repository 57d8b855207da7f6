/** The form that records a destruction: goods that were written off, how, where and when, and the witness. */

import { METHODS } from '../../src/losses/rules.ts';
import type { WrittenOff } from '../../src/losses/stock-queries.ts';
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { Choices } from '../ui/choice.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, FieldError, Hidden, HiddenKey, TextField } from '../ui/field.tsx';
import { FilterSelect, Filters } from '../ui/filters.tsx';
import { packText } from '../ui/format.ts';
import { Empty } from '../ui/notice.tsx';
import { PackBoxes } from '../ui/pack-input.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { SecondPersonFields } from '../ui/second-person.tsx';
import { Head, Table } from '../ui/table.tsx';
import { Code, Item, Quantity } from '../ui/values.tsx';

interface DestructionPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  places: { code: string; shortName: string }[];
  place: { code: string; shortName: string } | undefined;
  lines: WrittenOff[];
  today: string;
}

export function DestructionPage(props: DestructionPageProps) {
  const { t, places, place, lines } = props;
  const words = t.losses;
  return (
    <>
      <PageHead
        title={words.destruction.title}
        crumbs={[{ label: words.title, href: paths.losses() }, { label: words.destruction.title }]}
        crumbsLabel={t.frame.position}
        facts={[words.destruction.intro]}
      />
      {places.length > 1 && (
        <Filters t={t} action={paths.newDestruction()}>
          <FilterSelect
            label={words.place}
            name="organisation"
            options={places.map((one) => ({ value: one.code, label: one.shortName }))}
            {...(place && { value: place.code })}
          />
        </Filters>
      )}
      {lines.length === 0 || place === undefined ? (
        <Empty title={words.destruction.emptyTitle} text={words.destruction.emptyText} />
      ) : (
        <DestructionForm {...props} place={place} />
      )}
    </>
  );
}

function labelsOf({ t, lines }: DestructionPageProps): Record<string, string> {
  const words = t.losses;
  const boxes = lines.flatMap((line) =>
    ['packs', 'units'].map((part) => [`line.${line.lineId}.${part}`, `${line.genericName} ${line.lotNumber}`] as const),
  );
  const { method, where, day, time } = words.destruction;
  return {
    ...Object.fromEntries(boxes),
    method,
    place: where,
    day,
    time,
    note: words.explanation,
    witness: t.auth.second.login,
    witnessPassword: t.auth.second.password,
  };
}

function DestructionForm(props: DestructionPageProps & { place: { code: string } }) {
  const { t, form, formKey, place, today } = props;
  const words = t.losses.destruction;
  return (
    <form class="form" method="post" action={paths.destructions()}>
      <ErrorSummary t={t} form={form} labels={labelsOf(props)} />
      <HiddenKey value={formKey} />
      <Hidden name="organisation" value={place.code} />
      <Lines {...props} />
      <Choices
        form={form}
        name="method"
        label={words.method}
        choices={METHODS.map((value) => ({ value, title: words.methods[value] }))}
        across
      />
      <TextField form={form} name="place" label={words.where} hint={words.whereHint} maxlength={100} required />
      <div class="row">
        <DateField form={form} name="day" label={words.day} note={t.forms.optional} max={today} />
        <TextField
          form={form}
          name="time"
          label={words.time}
          note={t.forms.optional}
          hint={words.timeHint}
          maxlength={5}
        />
      </div>
      <TextField form={form} name="note" label={t.losses.explanation} note={t.forms.optional} maxlength={200} />
      <SecondPersonFields t={t} form={form} words={{ hint: words.witnessHint }} />
      <SubmitBar consequence={words.consequence}>
        <Button kind="primary">{words.submit}</Button>
      </SubmitBar>
    </form>
  );
}

function Lines({ t, form, lines }: DestructionPageProps) {
  const words = t.losses;
  const head = (
    <>
      <Head>{words.item}</Head>
      <Head>{words.lot}</Head>
      <Head>{words.kinds.write_off}</Head>
      <Head num>{words.destruction.toDestroy}</Head>
      <Head>{words.quantity}</Head>
    </>
  );
  return (
    <Table caption={words.destruction.lines} head={head} inset stacks>
      {lines.map((line) => {
        const name = `line.${line.lineId}`;
        const error = form.errors[`${name}.packs`] ?? form.errors[`${name}.units`];
        return (
          <tr>
            <td class="span-5">
              <Item
                name={line.genericName}
                detail={[line.strength, packText(t, line), line.manufacturer, line.itemCode].join(' ')}
              />
            </td>
            <td class="span-3">
              <Code href={paths.lot(line.lotId)}>{line.lotNumber}</Code> {t.formats.until(line.expiresOn)}
            </td>
            <td class="span-3">
              <Code href={paths.loss(line.number)}>{line.number}</Code>
            </td>
            <td class="num span-2" data-label={words.destruction.toDestroy}>
              <Quantity t={t} quantityBase={line.quantityBase - line.destroyedBase} shape={line} />
            </td>
            <td class="span-4">
              <PackBoxes
                t={t}
                form={form}
                name={name}
                shape={line}
                small
                of={`${line.genericName} ${line.lotNumber}`}
              />
              <FieldError name={name} {...(error !== undefined && { error })} />
            </td>
          </tr>
        );
      })}
    </Table>
  );
}
