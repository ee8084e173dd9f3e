# Runs the workflow of one site.
$env:GREENLANG_ENV = "development"
if (-not $env:GREENLANG_DB_URL) {
    $env:GREENLANG_DB_URL = "postgresql://greenlang@localhost:5432/greenlang"
}

Write-Host "gl run is started"
gl agent register packs/fuel-calculator/pack.yaml
gl run workflows/emissions.yaml --input data/site.json
