// Kinds of names and numbers in changes. Their comments and tags become part of `schemas/migration.schema.json`.

/**
 * The name of an environment variable.
 * @pattern ^[A-Za-z_][A-Za-z0-9_]*$
 * @wanted a name of letters, digits and `_`
 */
export type VariableName = string;

/**
 * One line that people read.
 * @pattern ^[^\x00-\x1f\x7f-\x9f\u2028\u2029]+$
 * @wanted one line of text
 */
export type OneLine = string;

/**
 * A name in code, without dots.
 * @pattern ^[A-Za-z_$][A-Za-z0-9_$]*$
 * @wanted one name, without dots
 */
export type Identifier = string;

/**
 * A key path from the file's root, one key an item.
 * @minItems 1
 */
export type KeyPath = readonly string[];

/**
 * One word of a command line.
 * @pattern ^[^\s"'`$]+$
 * @wanted one word, without quotes and blanks
 */
export type CommandLineWord = string;

/**
 * A path of an HTTP API, without host.
 * @pattern ^/[^\s"'`?#]*$
 * @wanted a path that begins with `/`
 */
export type UrlPath = string;

/**
 * The name of an HTTP header.
 * @pattern ^[A-Za-z0-9-]+$
 * @wanted the name of a header
 */
export type HeaderName = string;

/**
 * A host, which stands for those below it too.
 * @pattern ^[a-z0-9-]+(\.[a-z0-9-]+)+$
 * @wanted a host in lower case, such as `acme.example`
 */
export type HostName = string;

/**
 * A package as its registry names it.
 * @pattern ^[^\s"'`=<>~!]+$
 * @wanted the name of a package, without a version
 */
export type PackageName = string;

/**
 * A name of a database, in lower case.
 * @pattern ^[a-z_][a-z0-9_]*$
 * @wanted a name in lower case
 */
export type SqlName = string;

/**
 * A version in numbers.
 * @pattern ^\d+(\.\d+)*$
 * @wanted a version such as `1.2`
 */
export type ReleaseNumber = string;

/**
 * A day as year, month and day.
 * @pattern ^\d{4}-\d{2}-\d{2}$
 * @wanted a day such as `2027-01-31`
 */
export type IsoDate = string;

/**
 * A text that files are searched for.
 * @minLength 3
 */
export type SearchedText = string;

/**
 * The name of a file, without folders; `*` stands for any part of it.
 * @pattern ^(?=.*[^*.?])[^/\\\s]+$
 * @wanted a file's name without folders, with `*` for any part of it
 */
export type FileNamePattern = string;
