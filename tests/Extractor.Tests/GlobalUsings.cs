global using System.Collections.Immutable;
global using Extractor.Model;
