import { build } from 'esbuild';
const [,, name, prefix]=process.argv;
const {metafile}=await build({entryPoints:[`lambda/handlers/${name}.ts`],bundle:true,minify:true,platform:'node',format:'cjs',target:'node24',mainFields:['module','main'],metafile:true,write:false,outdir:'/tmp/x',define:{'import.meta.dirname':'__dirname'},logLevel:'error'});
const o=Object.values(metafile.outputs)[0];
for(const [f,{bytesInOutput:b}] of Object.entries(o.inputs).sort((a,b)=>b[1].bytesInOutput-a[1].bytesInOutput)) if(f.includes(prefix)&&b>0) console.log(b,f, '<-', Object.entries(metafile.inputs).filter(([,i])=>i.imports.some(x=>x.path===f)).map(([k])=>k).slice(0,3).join(' '));
