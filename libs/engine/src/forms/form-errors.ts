/** Why a field was refused; stable, for screens and tests. */
export type FieldErrorCode =
  | 'UNKNOWN_FIELD'
  | 'READONLY'
  | 'WRONG_TYPE'
  | 'REQUIRED'
  | 'NOT_AN_OPTION'
  | 'TOO_SMALL'
  | 'TOO_LARGE'
  | 'TOO_SHORT'
  | 'TOO_LONG'
  | 'PATTERN'
  | 'EMAIL'
  | 'PHONE'
  | 'DECIMALS'
  | 'STEP'
  | 'IN_THE_PAST'
  | 'FILE_UNKNOWN'
  | 'FORM_FEEL';

export interface FieldError {
  /** Path of the field: `contact.name`, `parts[0].serial`. */
  readonly field: string;
  readonly code: FieldErrorCode;
  readonly message: { readonly zh: string; readonly en: string };
}

/** `detail` is the limit, the allowed values or the type, as the code needs it. */
export function fieldError(field: string, label: string, code: FieldErrorCode, detail = ''): FieldError {
  return { field, code, message: { zh: `“${label}”${zh(code, detail)}`, en: `"${label}" ${en(code, detail)}` } };
}

function zh(code: FieldErrorCode, detail: string): string {
  switch (code) {
    case 'UNKNOWN_FIELD':
      return '不在表单中。';
    case 'READONLY':
      return '不可修改。';
    case 'WRONG_TYPE':
      return '的类型不正确。';
    case 'REQUIRED':
      return '为必填项。';
    case 'NOT_AN_OPTION':
      return '不在可选范围内。';
    case 'TOO_SMALL':
      return `不能小于 ${detail}。`;
    case 'TOO_LARGE':
      return `不能大于 ${detail}。`;
    case 'TOO_SHORT':
      return `至少 ${detail} 个字符。`;
    case 'TOO_LONG':
      return `最多 ${detail}。`;
    case 'PATTERN':
      return detail === '' ? '的格式不正确。' : `的格式不正确：${detail}`;
    case 'EMAIL':
      return '不是有效的邮箱地址。';
    case 'PHONE':
      return '不是有效的国际电话号码（例如 +8613800000000）。';
    case 'DECIMALS':
      return `最多 ${detail} 位小数。`;
    case 'STEP':
      return `必须是 ${detail} 的倍数。`;
    case 'IN_THE_PAST':
      return '不能早于今天。';
    case 'FILE_UNKNOWN':
      return '中的文件不存在，或不是您上传的。';
    case 'FORM_FEEL':
      return `的表达式无法计算：${detail}`;
  }
}

function en(code: FieldErrorCode, detail: string): string {
  switch (code) {
    case 'UNKNOWN_FIELD':
      return 'is not part of the form.';
    case 'READONLY':
      return 'cannot be changed.';
    case 'WRONG_TYPE':
      return `is of the wrong type, expected: ${detail}.`;
    case 'REQUIRED':
      return 'is required.';
    case 'NOT_AN_OPTION':
      return 'is not one of the options.';
    case 'TOO_SMALL':
      return `must be at least ${detail}.`;
    case 'TOO_LARGE':
      return `must be at most ${detail}.`;
    case 'TOO_SHORT':
      return `must have at least ${detail} characters.`;
    case 'TOO_LONG':
      return `must have at most ${detail} characters or entries.`;
    case 'PATTERN':
      return detail === '' ? 'does not have the expected form.' : `does not have the expected form: ${detail}`;
    case 'EMAIL':
      return 'is not an e-mail address.';
    case 'PHONE':
      return 'is not an international phone number (for example +8613800000000).';
    case 'DECIMALS':
      return `must have at most ${detail} decimals.`;
    case 'STEP':
      return `must be a multiple of ${detail}.`;
    case 'IN_THE_PAST':
      return 'must not lie before today.';
    case 'FILE_UNKNOWN':
      return 'names a file that is not there, or that somebody else uploaded.';
    case 'FORM_FEEL':
      return `cannot be computed: ${detail}`;
  }
}
