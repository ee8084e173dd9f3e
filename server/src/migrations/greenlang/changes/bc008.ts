import type { GuideChange } from '../../../analysis/migration.ts';

/** Dependencies: newer packages, new ones, a newer Python. */
export const bc008: GuideChange = {
  id: 'BC-008',
  title: 'Python 3.9, pydantic 2, aiohttp and cryptography',
  impact: 'low',
  summary: [
    'GreenLang 0.3 needs Python 3.9 (0.2 ran on 3.8), pydantic 2 (0.2 used 1.10), and two packages more: `aiohttp>=3.9.0` for asynchronous agents and '
    + '`cryptography>=41.0.0` for encryption.',
    'Upguide reads requirements and constraints files, `pyproject.toml` (PEP 621, dependency groups, Poetry, PDM, uv, Hatch), `setup.py`, `setup.cfg`, `Pipfile`, conda '
    + 'environments, the `deps` of `tox.ini`, and `pip install` and `docker pull` in scripts. A requirement that lets no newer version pass is raised: **safe**. A pin stays a pin, a range a range (`>=0.2,<0.3` becomes '
    + '`>=0.3.0,<0.4.0`), a caret a caret. One that admits the new version (`greenlang>=0.1`) is left alone. `aiohttp` and `cryptography` are added to the list '
    + 'that requires `greenlang` when no manifest of the project requires them: **safe**; a sorted list stays sorted.',
    'Python is raised in `requires-python`, `python_requires`, Poetry, `Pipfile`, conda, `.python-version`, `runtime.txt`, `tox.ini`, `FROM python:…` and `image: python:…`, '
    + '`python-version` of `setup-python` with the matrix, variable or input behind it, and the like of Azure and Read the Docs: **safe**. Of several versions the old ones go. '
    + '**Unsafe**: an image of another registry or with a tail that the newer image may not have, and the tag of the image `greenlang/greenlang`.',
    '**Manual**: requirements with hashes and files that pip-compile, uv or the like have made (raise the source, make them again), requirements that code computes, '
    + 'images pinned by a digest, a version that a condition of the pipeline compares with. Lock files, classifiers and the settings of linters are not touched.',
  ],
  examples: [
    {
      language: 'text',
      before: `greenlang==0.2.0
pydantic==1.10.12
python>=3.8
`,
      after: `greenlang==0.3.0
pydantic>=2.0.0,<3.0.0
aiohttp>=3.9.0
cryptography>=41.0.0
python>=3.9
`,
    },
  ],
  // No form of the system that goes one day: 0.3 wants these versions from its first day on.
  deprecatedIn: '0.3.0',
};
