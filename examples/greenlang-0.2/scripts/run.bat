@echo off
rem Runs the workflow of one site.
set GREENLANG_ENV=development
if "%GREENLANG_DB_URL%"=="" set GREENLANG_DB_URL=postgresql://greenlang@localhost:5432/greenlang

echo gl run is started
gl agent register packs\fuel-calculator\pack.yaml
gl run workflows\emissions.yaml --input data\site.json
