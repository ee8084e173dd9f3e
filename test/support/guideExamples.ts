/** The before/after pairs of the GreenLang guide (BC-001, BC-003, Steps 4 and 5), as they stand in it. */

export const bc001Before = `spec_version: "1.0"
name: my-agent
inputs:
  - fuel_type
  - consumption
`;

export const bc001After = `spec_version: "2.0"
name: my-agent
inputs:
  fuel_type:
    type: string
    required: true
  consumption:
    type: number
    required: true
`;

export const bc003Before = `database:
  url: postgresql://localhost/greenlang
security:
  enabled: true
logging:
  level: info
`;

export const bc003After = `database:
  connection_string: postgresql://localhost/greenlang
  pool_size: 10
security:
  enabled: true
  encryption:
    algorithm: AES-256-GCM
    key_rotation_days: 90
logging:
  level: INFO  # Must be uppercase
  format: json
`;

export const step4Before = `spec_version: "1.0"
name: fuel-calculator
version: "1.0.0"
description: Calculate emissions from fuel consumption
author: GreenLang Team
license: MIT

inputs:
  - fuel_type
  - consumption
  - unit

outputs:
  - co2e_emissions_kg
  - fuel_type
  - consumption

capabilities:
  - network_egress
  - file_read

dependencies:
  - numpy
  - pandas
`;

export const step4After = `spec_version: "2.0"
metadata:
  name: fuel-calculator
  version: "1.0.0"
  description: Calculate emissions from fuel consumption
  author: GreenLang Team
  license: MIT
  capabilities:
    - network_egress
    - file_read
  tags:
    - emissions
    - fuel
    - calculator

inputs:
  fuel_type:
    type: string
    description: Type of fuel consumed
    required: true
    enum:
      - electricity
      - natural_gas
      - diesel
      - gasoline
  consumption:
    type: number
    description: Amount of fuel consumed
    required: true
    minimum: 0
  unit:
    type: string
    description: Unit of measurement
    required: true
    enum:
      - kWh
      - therms
      - liters
      - gallons

outputs:
  co2e_emissions_kg:
    type: number
    description: CO2 equivalent emissions in kilograms
  fuel_type:
    type: string
    description: Fuel type (echoed from input)
  consumption:
    type: number
    description: Consumption amount (echoed from input)

dependencies:
  - name: numpy
    version: ">=1.24.0,<2.0.0"
  - name: pandas
    version: ">=2.0.0,<3.0.0"
`;

export const step5ConfigBefore = `version: "0.2.0"

database:
  url: postgresql://user:pass@localhost/greenlang
  echo: false

security:
  enabled: true
  api_keys_enabled: true

logging:
  level: info
  file: greenlang.log
`;

export const step5ConfigAfter = `version: "0.3.0"

database:
  connection_string: postgresql://user:pass@localhost/greenlang
  pool_size: 10
  max_overflow: 20
  pool_timeout: 30
  pool_recycle: 3600

security:
  enabled: true
  mfa_required: false  # Enable for production
  jwt_secret: \${GL_JWT_SECRET}
  jwt_expiry_hours: 24
  encryption:
    algorithm: AES-256-GCM
    key: \${GL_ENCRYPTION_KEY}
    key_rotation_days: 90
  session_timeout_minutes: 30

logging:
  level: INFO  # Must be uppercase
  format: json  # Changed from plain text
  file: logs/greenlang.log
  max_size_mb: 100
  backup_count: 10
  structured: true
  correlation_id_enabled: true

async:
  enabled: true
  max_workers: 10
  timeout_seconds: 300
`;

export const step5EnvBefore = `GREENLANG_ENV=production
GREENLANG_DB_URL=postgresql://localhost/greenlang
API_KEY=your-api-key-here
`;

export const step5EnvAfter = `GL_ENV=production
GL_DATABASE_URL=postgresql://localhost/greenlang
GL_SECRET_KEY=<generate with: openssl rand -hex 32>
GL_ENCRYPTION_KEY=<generate with: openssl rand -base64 32>
GL_JWT_SECRET=<generate with: openssl rand -hex 32>
GL_API_KEYS_ENABLED=false  # Deprecated in favor of JWT
GL_ASYNC_ENABLED=true
GL_LOG_LEVEL=INFO
`;
