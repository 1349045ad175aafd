import { useTranslation } from 'react-i18next';
import { Choices } from '../common/field.js';

/** Answers of the severity questionnaire, by the names that the decision table reads. */
export interface SeverityAnswers {
  readonly impact?: Impact;
  readonly alreadyComplained?: boolean;
}
export type Impact = 'paralysed' | 'important-services' | 'single-service';
const impacts: readonly Impact[] = ['paralysed', 'important-services', 'single-service'];

/** How grave is it, and was it already complained about: asked of customers and on the telephone alike. */
export function SeverityQuestions(props: {
  readonly value: SeverityAnswers;
  readonly onChange: (value: SeverityAnswers) => void;
  readonly required?: boolean;
  readonly error?: string | undefined;
}): React.JSX.Element {
  const { t } = useTranslation();
  const { value, onChange } = props;
  return (
    <>
      <Choices
        label={t('severity.impact')}
        required={props.required === true}
        error={props.error}
        value={value.impact}
        options={impacts.map((impact) => ({ value: impact, label: t(`severity.${impact}`) }))}
        onChange={(impact) => onChange({ ...value, impact })}
      />
      <Choices
        label={t('severity.alreadyComplained')}
        inline
        value={value.alreadyComplained === undefined ? undefined : value.alreadyComplained ? 'yes' : 'no'}
        options={[
          { value: 'no', label: t('common.no') },
          { value: 'yes', label: t('common.yes') },
        ]}
        onChange={(answer) => onChange({ ...value, alreadyComplained: answer === 'yes' })}
      />
    </>
  );
}
