/** The fields that registering and changing a probe share, and the page that registers one. */
import { paths } from '../../src/paths.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button, SubmitBar } from '../ui/button.tsx';
import { ErrorSummary } from '../ui/error-summary.tsx';
import { DateField, Hidden, HiddenKey, NumberField, SelectField, TextField } from '../ui/field.tsx';
import { FilterSelect, Filters } from '../ui/filters.tsx';
import { PageHead } from '../ui/page-head.tsx';
import { tenthsText } from './words.tsx';

/** What a new form of it says. */
export interface LoggerValues {
  name: string;
  locationId: number | null;
  lowTenths: number;
  highTenths: number;
  humidityLowTenths: number | null;
  humidityHighTenths: number | null;
  everyMinutes: number;
  graceMinutes: number;
}

export function loggerLabels(t: Words): Record<string, string> {
  const words = t.storage;
  return {
    code: words.code,
    name: words.name,
    location: words.location,
    low: words.lowLabel,
    high: words.highLabel,
    humidityLow: words.humidityLow,
    humidityHigh: words.humidityHigh,
    everyMinutes: words.everyMinutes,
    graceMinutes: words.graceMinutes,
    calibrationDueOn: words.calibrationDue,
  };
}

const plain = (tenths: number | null) => (tenths === null ? undefined : tenthsText(tenths).replace('−', '-'));

interface LoggerFieldsProps {
  t: Words;
  form: FormState;
  stores: { id: number; name: string }[];
  values?: LoggerValues;
}

type GivenField = Pick<LoggerFieldsProps, 't' | 'form' | 'values'>;

const given = (form: FormState, name: string, value: string | undefined) => ({
  form,
  name,
  ...(value !== undefined && { value }),
});

function HumidityFields({ t, form, values }: GivenField) {
  const words = t.storage;
  return (
    <div class="row">
      <TextField
        {...given(form, 'humidityLow', plain(values?.humidityLowTenths ?? null))}
        label={words.humidityLow}
        note={t.forms.optional}
        hint={words.humidityHint}
        maxlength={8}
      />
      <TextField
        {...given(form, 'humidityHigh', plain(values?.humidityHighTenths ?? null))}
        label={words.humidityHigh}
        note={t.forms.optional}
        maxlength={8}
      />
    </div>
  );
}

export function LoggerFields({ t, form, stores, values }: LoggerFieldsProps) {
  const words = t.storage;
  const location = values?.locationId ?? (values === undefined ? stores[0]?.id : undefined);
  return (
    <>
      <TextField
        {...given(form, 'name', values?.name)}
        label={words.name}
        hint={words.nameHint}
        maxlength={60}
        required
      />
      <SelectField
        {...given(form, 'location', location == null ? undefined : String(location))}
        label={words.location}
        options={stores.map((store) => ({ value: String(store.id), label: store.name }))}
        choose={words.travels}
      />
      <div class="row">
        <TextField
          {...given(form, 'low', plain(values?.lowTenths ?? null))}
          label={words.lowLabel}
          maxlength={8}
          inputmode="text"
          required
        />
        <TextField
          {...given(form, 'high', plain(values?.highTenths ?? null))}
          label={words.highLabel}
          maxlength={8}
          inputmode="text"
          required
        />
      </div>
      <HumidityFields t={t} form={form} {...(values && { values })} />
      <div class="row">
        <NumberField
          {...given(form, 'everyMinutes', String(values?.everyMinutes ?? 30))}
          label={words.everyMinutes}
          hint={words.everyHint}
          maxlength={5}
          required
        />
        <NumberField
          {...given(form, 'graceMinutes', String(values?.graceMinutes ?? 0))}
          label={words.graceMinutes}
          hint={words.graceHint}
          maxlength={5}
          required
        />
      </div>
    </>
  );
}

interface NewLoggerPageProps {
  t: Words;
  form: FormState;
  formKey: string;
  places: { code: string; shortName: string }[];
  place: { code: string; shortName: string } | undefined;
  stores: { id: number; name: string }[];
  today: string;
}

export function NewLoggerPage({ t, form, formKey, places, place, stores, today }: NewLoggerPageProps) {
  const words = t.storage;
  return (
    <>
      <PageHead
        title={words.newLogger}
        crumbs={[{ label: words.loggersTitle, href: paths.loggers() }, { label: words.newLogger }]}
        crumbsLabel={t.frame.position}
        facts={[words.newLoggerIntro]}
      />
      {places.length > 1 && (
        <Filters t={t} action={paths.newLogger()}>
          <FilterSelect
            label={words.organisation}
            name="organisation"
            options={places.map((one) => ({ value: one.code, label: one.shortName }))}
            {...(place && { value: place.code })}
          />
        </Filters>
      )}
      <form class="form" method="post" action={paths.loggers()}>
        <ErrorSummary t={t} form={form} labels={loggerLabels(t)} />
        <HiddenKey value={formKey} />
        {place !== undefined && <Hidden name="organisation" value={place.code} />}
        <TextField form={form} name="code" label={words.code} hint={words.codeHint} maxlength={20} required />
        <LoggerFields t={t} form={form} stores={stores} />
        <DateField form={form} name="calibrationDueOn" label={words.calibrationDue} min={today} required />
        <SubmitBar consequence={words.registerConsequence}>
          <Button kind="primary">{words.registerSubmit}</Button>
        </SubmitBar>
      </form>
    </>
  );
}
