import { describe, expect, test } from '@jest/globals';
import { check, refusals } from '../check.js';

describe('scripts', () => {
  test.each([
    ['#!/bin/sh\nrm -rf "$1"\n', 'text/x-shellscript'],
    ['#!/usr/bin/env python3\nprint(1)\n', 'text/x-python'],
    ['#!/usr/bin/perl -w\nprint 1;\n', 'text/x-perl'],
    ['#!/usr/bin/env node\nconsole.log(1)\n', 'text/javascript'],
    ['#!/usr/bin/pwsh\nGet-Process\n', 'text/x-powershell'],
    ['<?php system($_GET["c"]);', 'text/x-php'],
    ['<?= `id` ?>', 'text/x-php'],
    ['<?hh\necho 1;', 'text/x-php'],
    ['<%@ page import="java.io.*" %>\n<%= 1 %>\n', 'text/x-jsp'],
    ['<%! int a = 1; %>', 'text/x-jsp'],
    ['<jsp:root xmlns:jsp="http://java.sun.com/JSP/Page"></jsp:root>', 'text/x-jsp'],
    ['<?xml version="1.0"?>\n<jsp:root xmlns:jsp="http://java.sun.com/JSP/Page"></jsp:root>', 'text/x-jsp'],
    ['<%@ Page Language="C#" %>\n<p>1</p>', 'text/x-asp'],
    ['<%@ WebHandler Class="A" %>', 'text/x-asp'],
    ['<%eval request("c")%>', 'text/x-asp'],
    ['<cfexecute name="cmd.exe"></cfexecute>', 'text/x-coldfusion'],
    ['\n<cfset x = 1>\n', 'text/x-coldfusion'],
    ['"""Counts."""\n\nimport os\nfrom sys import argv\n\nprint(os.listdir(argv[1]))\n', 'text/x-python'],
    ['# Copyright\nimport os\n\ndef main():\n    os.abort()\n', 'text/x-python'],
    ['<#\n.SYNOPSIS\n#>\nparam(\n  [string]$Name\n)\n$all = Get-ChildItem $Name\n', 'text/x-powershell'],
    ['param([string]$Path = ".")\r\nGet-ChildItem -Path $Path\r\n', 'text/x-powershell'],
    ['@echo off\r\ndel /q *.*\r\n', 'text/x-bat'],
    ['rem Cleans up\r\nsetlocal\r\nif exist out rd /s /q out\r\n', 'text/x-bat'],
    ['Option Explicit\nDim shell\nSet shell = CreateObject("WScript.Shell")\n', 'text/x-vbscript'],
    ['use strict;\nuse warnings;\nmy @files = glob "*";\n', 'text/x-perl'],
  ])('%j is detected and refused, even as plain text', async (text, type) => {
    const verdict = await check(Buffer.from(text), { declaredType: 'text/plain' });
    expect(verdict.detectedType).toBe(type);
    expect(refusals(verdict)).toContain('executable-content');
  });

  test('a script is accepted where it is allowed by name', async () => {
    const options = { declaredType: 'text/x-sh', allowedTypes: ['application/x-sh'] };
    expect(await check(Buffer.from('#!/bin/sh\ntrue\n'), options)).toMatchObject({ verdict: 'accept' });
  });

  test.each([
    '# Python\n\nimport os is how a script begins.\n\n```python\nimport os\nimport sys\n```\n',
    'import os\n',
    'Set the table, then call me.\nGet-together at eight.\nDim the lights.\n',
    'use strict; is a good habit\nuse warnings; is another\n',
    'call for papers\ncall for posters\nexit by the back door\n',
    '@bob see you at ten\n@alice and you at eleven\n',
    'From the desk of A. B.\nfrom here to there\n',
  ])('%j is text', async (text) => {
    expect(await check(Buffer.from(text), { declaredType: 'text/plain' })).toMatchObject({
      verdict: 'accept',
    });
  });
});
