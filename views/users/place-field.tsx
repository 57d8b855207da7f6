/** The organisation of a person: a search box, and what it found as rows to choose from. */
import type { PlaceSearch } from '../../src/users/place-queries.ts';
import type { FormState } from '../../src/web/form.ts';
import type { Words } from '../i18n/index.ts';
import { Button } from '../ui/button.tsx';
import { errorOf, FieldError } from '../ui/field.tsx';
import { hx } from '../ui/hx.ts';
import { Icon } from '../ui/icon.tsx';

interface PlaceFieldProps {
  t: Words;
  form: FormState;
  search: PlaceSearch;
  /** Address of the page, which searches when it is asked with what is typed. */
  page: string;
}

/** Enter or the button searches without script and keeps the whole form; with it, typing narrows. */
export function PlaceField(props: PlaceFieldProps) {
  const { t, search, page } = props;
  const words = t.users;
  const searching = hx({
    get: page,
    target: '#place-results',
    swap: 'outerHTML',
    trigger: 'input changed delay:250ms, search',
    sync: 'this:replace',
    include: 'closest form',
  });
  return (
    <section class="field" aria-labelledby="place-label">
      <label for="f-place" id="place-label">
        {words.organisation}
      </label>
      <div class="finder field-finder">
        <Icon name="i-search" />
        <input
          class="input"
          id="f-place"
          name="place"
          type="search"
          value={search.q}
          autocomplete="off"
          maxlength={100}
          aria-describedby="place-hint"
          {...searching}
        />
        <Button kind="plain" formMethod="get" formAction={page} skipChecks>
          {t.forms.search}
        </Button>
      </div>
      <p class="hint" id="place-hint">
        {words.placeHint}
      </p>
      <PlaceResults {...props} />
    </section>
  );
}

export function PlaceResults({ t, form, search }: Omit<PlaceFieldProps, 'page'>) {
  const words = t.users;
  const error = errorOf(form, 'organisationId');
  const hidden = search.found - search.places.filter((place) => place.id !== search.chosen).length;
  return (
    <div id="place-results">
      <span id="f-organisationId" />
      <p class="hint" role="status">
        {search.q !== '' && (search.found === 0 ? words.placeNone : words.placeFound(search.found))}
        {search.q !== '' && hidden > 1 && ` ${words.placeMore}`}
      </p>
      {search.places.length > 0 && (
        <fieldset class="choices">
          <legend class="visually-hidden">{words.organisation}</legend>
          {search.places.map((place) => (
            <label>
              <input
                type="radio"
                name="organisationId"
                value={String(place.id)}
                checked={place.id === search.chosen}
                required
                aria-invalid={error ? 'true' : undefined}
              />
              <span>
                <b>{place.name}</b>
                <small>{[place.code, place.under].filter(Boolean).join(' ')}</small>
              </span>
            </label>
          ))}
        </fieldset>
      )}
      <FieldError name="organisationId" error={error} />
    </div>
  );
}
